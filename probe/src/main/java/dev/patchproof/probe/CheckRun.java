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
import dev.patchproof.probe.trust.DeviceKey;
import dev.patchproof.probe.trust.EnterpriseIdentity;
import dev.patchproof.probe.trust.EvidenceToken;
import dev.patchproof.probe.trust.KeySet;
import dev.patchproof.probe.trust.PortalUrl;
import dev.patchproof.probe.trust.ProbeJar;
import dev.patchproof.probe.trust.RootKey;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One check, from the ticket to the verdict. */
final class CheckRun {
    private final Setup setup;
    private final Options options;
    private final Terminal terminal;
    private final Terminal talk;

    CheckRun(Setup setup, Options options, Terminal terminal) {
        this.setup = setup;
        this.options = options;
        this.terminal = terminal;
        // where a program reads the output, only the result belongs on it
        this.talk = options.json() || options.mode() == Mode.EVIDENCE_ONLY ? terminal.talkingAside() : terminal;
    }

    ExitCode run() throws TrustException, PortalException, PlanRefusedException, UsageException {
        RootKey root = setup.root();
        requireSomeoneWhoCanAgree();
        Optional<EnterpriseIdentity> identity = options.identity().isPresent()
                ? Optional.of(options.identity().get().open(setup.onWindows(), setup.now()))
                : Optional.empty();
        setup.runtime().complaint(setup.now()).ifPresent(talk::say);
        Collector collector = setup.collector(options.root());
        Admission admission =
                options.portal().isPresent() ? newCheck(root, options.portal().get()) : downloadedCheck(root);
        SystemFacts system = collector.system();
        VerifiedPlan plan;
        try {
            plan = plan(admission, system.product());
        } catch (PortalException e) {
            if (!wantsNewCheck(admission.ticket(), e)) {
                return ExitCode.NO_PROOF;
            }
            admission = newCheck(root, admission.ticket().portal().text());
            plan = plan(admission, system.product());
        }
        Evidence evidence = collect(collector, system, plan, admission.ticket());
        DeviceKey key = setup.deviceKeyFile().loadOrCreate();
        EvidenceToken token = EvidenceToken.sign(key, identity, plan, evidence, setup.version(), setup.now());
        save(token);
        return switch (options.mode()) {
            case CHECK -> send(admission.ticket(), evidence, token);
            case DRY_RUN -> show(admission.ticket(), system.product(), evidence, token);
            case EVIDENCE_ONLY -> print(token);
        };
    }

    private void requireSomeoneWhoCanAgree() throws UsageException {
        if (options.mode() == Mode.CHECK && !options.agreed() && !terminal.someoneIsThere()) {
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

    private Admission newCheck(RootKey root, String address) throws UsageException, PortalException, TrustException {
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
    private boolean wantsNewCheck(Ticket ticket, PortalException failure) throws PortalException {
        PortalException used = leadingToResult(ticket, failure);
        if (failure.resultId().isEmpty() || !terminal.someoneIsThere()) {
            throw used;
        }
        talk.say(String.valueOf(used.getMessage()));
        boolean wanted = terminal.ask("Start a new check of this computer now? [y/N] ")
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(answer -> answer.equals("y") || answer.equals("yes"))
                .isPresent();
        if (!wanted) {
            talk.say("Nothing more was sent.");
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

    private VerifiedPlan plan(Admission admission, ProductSelector product)
            throws PortalException, TrustException, PlanRefusedException {
        Ticket ticket = admission.ticket();
        talk.say("Portal " + ticket.portal().text() + ", check " + ticket.checkId());
        if (!ticket.portal().isEncrypted()) {
            talk.say("The way to this portal is not encrypted.");
        }
        talk.say("To know what to ask, the portal is told first:");
        EvidenceSummary.ofSelector(product).forEach(line -> talk.say("  " + line));
        String token = setup.client().plan(ticket, product);
        VerifiedPlan plan = admission.keys().verifyPlan(token, ticket, product, setup.now());
        PlanLimits.require(plan.plan());
        return plan;
    }

    private Evidence collect(Collector collector, SystemFacts system, VerifiedPlan verified, Ticket ticket) {
        Plan plan = verified.plan();
        long total = plan.queries().stream().mapToLong(collector::work).sum();
        ProgressReports reports = new ProgressReports(percent -> {
            if (options.mode() == Mode.CHECK) {
                setup.client().progress(ticket, percent);
            }
        });
        ProgressBar bar = new ProgressBar(terminal.progressStream(), terminal.someoneIsThere(), total, reports);
        Instant startedAt = setup.now();
        List<Observation<?>> observations = new ArrayList<>();
        try (RunLimits limits = new RunLimits(collector, RunLimits.LONGEST)) {
            for (Query<?> query : plan.queries()) {
                observations.add(limits.observe(query, bar));
            }
        }
        bar.finish();
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
        talk.say("The signed evidence is in " + file + ".");
    }

    private ExitCode show(Ticket ticket, ProductSelector product, Evidence evidence, EvidenceToken token) {
        if (options.json()) {
            Map<String, Object> dryRun = new LinkedHashMap<>();
            dryRun.put("sent", false);
            dryRun.put("selector", SelectorClaims.toClaims(product));
            dryRun.put("header", token.header());
            dryRun.put("payload", token.claims());
            terminal.say(PrettyJson.of(dryRun));
            return ExitCode.NO_PROOF;
        }
        summarise(ticket, evidence, token);
        showWhole(token);
        terminal.say("This was a dry run: the evidence was not sent, and there is no verdict.");
        return ExitCode.NO_PROOF;
    }

    private ExitCode print(EvidenceToken token) {
        if (options.save().isEmpty()) {
            terminal.say(PrettyJson.of(token.claims()));
        }
        return ExitCode.NO_PROOF;
    }

    private void summarise(Ticket ticket, Evidence evidence, EvidenceToken token) {
        talk.say("This is what " + ticket.portal().text() + " would get ("
                + (token.compact().length() + 1023) / 1024 + " KiB, no file contents):");
        EvidenceSummary.of(evidence).forEach(line -> talk.say("  " + line));
        token.identity()
                .ifPresent(subject ->
                        talk.say("  signed with a certificate that names this computer: " + Terminal.plain(subject)));
    }

    private void showWhole(EvidenceToken token) {
        talk.say("The whole of it:");
        talk.say(PrettyJson.of(token.claims()));
        talk.say(
                token.identity().isPresent()
                        ? "Signed with this certificate:"
                        : "Signed with this key of this installation:");
        talk.say(PrettyJson.of(token.header()));
    }

    private ExitCode send(Ticket ticket, Evidence evidence, EvidenceToken token) throws PortalException {
        if (token.compact().length() > EvidenceToken.LARGEST) {
            throw PortalException.refused("The evidence is larger than a portal takes ("
                    + token.compact().length() + " bytes); nothing" + " was sent.");
        }
        summarise(ticket, evidence, token);
        if (!options.agreed() && !agrees(token)) {
            talk.say("Nothing was sent, and there is no verdict.");
            return ExitCode.NO_PROOF;
        }
        Receipt receipt = receipt(ticket, token);
        report(receipt);
        return receipt.found().exitCode();
    }

    private Receipt receipt(Ticket ticket, EvidenceToken token) throws PortalException {
        try {
            return setup.client().evidence(ticket, token);
        } catch (PortalException e) {
            throw leadingToResult(ticket, e);
        }
    }

    private boolean agrees(EvidenceToken token) {
        while (true) {
            String answer = terminal.ask("Send it? [y/N, s shows all of it] ")
                    .orElse("")
                    .strip()
                    .toLowerCase(Locale.ROOT);
            if (!answer.equals("s")) {
                return answer.equals("y") || answer.equals("yes");
            }
            showWhole(token);
        }
    }

    private void report(Receipt receipt) {
        if (options.json()) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("sent", true);
            result.put("resultId", receipt.resultId());
            result.put("claimedVerdict", receipt.claimed().name());
            result.put("verdict", receipt.found().name());
            result.put("result", receipt.link());
            terminal.say(PrettyJson.of(result));
            return;
        }
        terminal.say("");
        terminal.say("What the system claims:    " + receipt.claimed().words());
        terminal.say("What Patchproof found:     " + receipt.found().words());
        terminal.say("The reasons, update by update: " + receipt.link());
    }

    /** A ticket and the keys that vouch for it. */
    private record Admission(KeySet keys, Ticket ticket) {}
}
