package dev.patchproof.probe;

import dev.patchproof.evidence.Evidence;
import dev.patchproof.evidence.Finding;
import dev.patchproof.evidence.Observation;
import dev.patchproof.evidence.Plan;
import dev.patchproof.evidence.ProductSelector;
import dev.patchproof.evidence.Query;
import dev.patchproof.evidence.SelectorClaims;
import dev.patchproof.evidence.SystemFacts;
import dev.patchproof.probe.Options.Mode;
import dev.patchproof.probe.collector.Collector;
import dev.patchproof.probe.conversation.Conversation;
import dev.patchproof.probe.conversation.Gauge;
import dev.patchproof.probe.conversation.Introduction;
import dev.patchproof.probe.conversation.Offer;
import dev.patchproof.probe.conversation.Verdict;
import dev.patchproof.probe.trust.DeviceKey;
import dev.patchproof.probe.trust.EnterpriseIdentity;
import dev.patchproof.probe.trust.EvidenceToken;
import dev.patchproof.probe.trust.KeySet;
import dev.patchproof.probe.trust.PortalUrl;
import dev.patchproof.probe.trust.ProbeJar;
import dev.patchproof.probe.trust.RootKey;
import dev.patchproof.probe.trust.Signer;
import dev.patchproof.probe.trust.Ticket;
import dev.patchproof.probe.trust.TrustException;
import dev.patchproof.probe.trust.VerifiedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One check, from the ticket to the verdict. */
final class CheckRun {
    private final Setup setup;
    private final Options options;
    private final Conversation conversation;

    CheckRun(Setup setup, Options options, Conversation conversation) {
        this.setup = setup;
        this.options = options;
        this.conversation = conversation;
    }

    /** @throws InterruptedException where the person stopped it; no evidence was sent then */
    ExitCode run() throws TrustException, PortalException, PlanRefusedException, UsageException, InterruptedException {
        SignedProgram program = setup.program();
        RootKey root = program.root();
        requireSomeoneWhoCanAgree();
        Optional<EnterpriseIdentity> identity = options.identity().isPresent()
                ? Optional.of(options.identity().get().open(setup.onWindows(), setup.now()))
                : Optional.empty();
        setup.runtime().complaint(setup.now()).ifPresent(conversation::remark);
        Collector collector = setup.collector(options.root());
        Admission admission =
                options.portal().isPresent() ? newCheck(root, options.portal().get()) : downloadedCheck(root);
        SystemFacts system = collector.system();
        if (!conversation.begins(introduction(admission.ticket(), program.signer(), system.product()))) {
            conversation.ends("Nothing was sent, and there is no verdict.");
            return ExitCode.NO_PROOF;
        }
        VerifiedPlan plan;
        try {
            plan = plan(admission, system.product());
        } catch (PortalException e) {
            if (!wantsNewCheck(admission.ticket(), e)) {
                return ExitCode.NO_PROOF;
            }
            admission = newCheck(root, admission.ticket().portal().text());
            conversation.remark("A new check has begun: " + admission.ticket().checkId());
            plan = plan(admission, system.product());
        }
        Evidence evidence = collect(collector, system, plan, admission.ticket());
        DeviceKey key = setup.deviceKeyFile().loadOrCreate();
        EvidenceToken token = EvidenceToken.sign(key, identity, plan, evidence, setup.version(), setup.now());
        save(token);
        return switch (options.mode()) {
            case CHECK -> send(admission.ticket(), evidence, token);
            case DRY_RUN -> show(system.product(), Offers.of(admission.ticket(), evidence, token), token);
            case EVIDENCE_ONLY -> print(token);
        };
    }

    private void requireSomeoneWhoCanAgree() throws UsageException {
        if (options.mode() == Mode.CHECK && !options.agreed() && !conversation.someoneIsThere()) {
            throw new UsageException(
                    "There is no terminal to ask whether the evidence may be sent, so nothing was sent. Agree in"
                            + " advance with --yes, or look at it with --dry-run.");
        }
    }

    private Admission downloadedCheck(RootKey root) throws TrustException {
        ProbeJar.Download download = setup.download();
        KeySet keys = root.verifyKeySet(download.keySet(), setup.now());
        return new Admission(keys, keys.verifyTicket(download.ticket(), setup.now()));
    }

    private Admission newCheck(RootKey root, String address)
            throws UsageException, PortalException, TrustException, InterruptedException {
        PortalUrl portal = portalUrl(address);
        PortalClient.NewCheck check = setup.client().createCheck(portal);
        KeySet keys = root.verifyKeySet(check.keySet(), setup.now());
        if (!keys.portal().equals(portal)) {
            throw PortalException.refused("The portal at " + portal.text() + " calls itself "
                    + keys.portal().text() + ". Name it by that address.");
        }
        return new Admission(keys, keys.verifyTicket(check.ticket(), setup.now()));
    }

    /**
     * Leads to the result of a download that was used before, and offers a new check.
     *
     * @throws PortalException where it is something else, or nobody is there to answer
     */
    private boolean wantsNewCheck(Ticket ticket, PortalException failure) throws PortalException, InterruptedException {
        PortalException used = leadingToResult(ticket, failure);
        if (failure.resultId().isEmpty() || !conversation.someoneIsThere()) {
            throw used;
        }
        boolean wanted = conversation.wantsNewCheck(Terminal.plain(String.valueOf(used.getMessage())));
        if (!wanted) {
            conversation.ends("Nothing more was sent.");
        }
        return wanted;
    }

    private static PortalException leadingToResult(Ticket ticket, PortalException failure) {
        return failure.resultId()
                .map(id -> PortalException.used(
                        "This download has been used: its result is "
                                + ticket.portal().resolve("/results/" + id)
                                + " - a new check starts at "
                                + ticket.portal().resolve("/"),
                        id))
                .orElse(failure);
    }

    private static PortalUrl portalUrl(String address) throws UsageException {
        try {
            return PortalUrl.of(address);
        } catch (TrustException e) {
            throw new UsageException("--portal needs an address such as https://check.example.org and not: " + address);
        }
    }

    private static Introduction introduction(Ticket ticket, Signer signer, ProductSelector product) {
        return new Introduction(
                ticket.portal().text(),
                ticket.checkId(),
                ticket.portal().isEncrypted(),
                Terminal.plain(signer.subject()),
                signer.fingerprint(),
                EvidenceSummary.ofSelector(product));
    }

    private VerifiedPlan plan(Admission admission, ProductSelector product)
            throws PortalException, TrustException, PlanRefusedException, InterruptedException {
        Ticket ticket = admission.ticket();
        String token = setup.client().plan(ticket, product);
        VerifiedPlan plan = admission.keys().verifyPlan(token, ticket, product, setup.now());
        PlanLimits.require(plan.plan());
        return plan;
    }

    private Evidence collect(Collector collector, SystemFacts system, VerifiedPlan verified, Ticket ticket)
            throws InterruptedException {
        Plan plan = verified.plan();
        long total = plan.queries().stream().mapToLong(collector::work).sum();
        ProgressReports reports = new ProgressReports(percent -> {
            if (options.mode() == Mode.CHECK) {
                setup.client().progress(ticket, percent);
            }
        });
        Gauge gauge = conversation.reading();
        ProgressCount count = new ProgressCount(total, gauge, reports);
        Instant startedAt = setup.now();
        List<Observation<?>> observations = new ArrayList<>();
        try (RunLimits limits = new RunLimits(collector, RunLimits.LONGEST)) {
            for (Query<?> query : plan.queries()) {
                observations.add(limits.observe(query, count));
            }
        }
        gauge.finish();
        if (Thread.interrupted()) { // the person stopped the run just as it finished reading
            throw new InterruptedException();
        }
        Finding<String> machine = verified.machineHash()
                .map(hash -> collector.machineId().map(hash::hash))
                .orElse(Evidence.MACHINE_NOT_ASKED);
        return new Evidence(
                verified.digest(), setup.probeDigest(), startedAt, setup.now(), system, machine, observations);
    }

    private void save(EvidenceToken token) throws UsageException {
        if (options.save().isEmpty()) {
            return;
        }
        Path file = options.save().get();
        try {
            Files.writeString(file, token.compact());
        } catch (IOException e) {
            throw new UsageException("The evidence cannot be written to " + file + " ("
                    + e.getClass().getSimpleName() + "). Nothing was sent.");
        }
        conversation.remark("The signed evidence is in " + file + ".");
    }

    private ExitCode show(ProductSelector product, Offer offer, EvidenceToken token) {
        if (options.json()) {
            Map<String, Object> dryRun = new LinkedHashMap<>();
            dryRun.put("sent", false);
            dryRun.put("selector", SelectorClaims.toClaims(product));
            dryRun.put("header", token.header());
            dryRun.put("payload", token.claims());
            conversation.result(PrettyJson.of(dryRun));
            return ExitCode.NO_PROOF;
        }
        summarise(offer);
        conversation.remark(offer.whole().get());
        conversation.result("This was a dry run: the evidence was not sent, and there is no verdict.");
        return ExitCode.NO_PROOF;
    }

    private ExitCode print(EvidenceToken token) {
        if (options.save().isEmpty()) {
            conversation.result(PrettyJson.of(token.claims()));
        }
        return ExitCode.NO_PROOF;
    }

    private void summarise(Offer offer) {
        conversation.remark(offer.heading());
        offer.summary().forEach(line -> conversation.remark("  " + line));
    }

    private ExitCode send(Ticket ticket, Evidence evidence, EvidenceToken token)
            throws PortalException, InterruptedException {
        if (token.compact().length() > EvidenceToken.LARGEST) {
            throw PortalException.refused("The evidence is larger than a portal takes ("
                    + token.compact().length() + " bytes); nothing" + " was sent.");
        }
        Offer offer = Offers.of(ticket, evidence, token);
        if (options.agreed()) {
            summarise(offer);
        } else if (!conversation.agrees(offer)) {
            conversation.ends("Nothing was sent, and there is no verdict.");
            return ExitCode.NO_PROOF;
        }
        conversation.sending();
        Receipt receipt = receipt(ticket, token);
        report(receipt, evidence.system().elevated());
        return receipt.found().exitCode();
    }

    private Receipt receipt(Ticket ticket, EvidenceToken token) throws PortalException {
        try {
            return setup.client().evidence(ticket, token);
        } catch (PortalException e) {
            throw leadingToResult(ticket, e);
        } catch (InterruptedException e) {
            throw PortalException.unreachable("Stopped while the evidence was on its way: it may have arrived.");
        }
    }

    private void report(Receipt receipt, Finding<Boolean> elevated) {
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("sent", true);
            result.put("resultId", receipt.resultId());
            result.put("claimedVerdict", receipt.claimed().name());
            result.put("verdict", receipt.found().name());
            result.put("result", receipt.link());
            conversation.result(PrettyJson.of(result));
            return;
        }
        boolean ordinary = elevated.fold(yes -> !yes, () -> false, missing -> false, failed -> false);
        conversation.verdict(
                new Verdict(receipt.claimed().words(), receipt.found().words(), receipt.link(), ordinary));
    }

    /** A ticket and the keys that vouch for it. */
    private record Admission(KeySet keys, Ticket ticket) {}
}
