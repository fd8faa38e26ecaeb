package dev.patchproof.evidence;

import static dev.patchproof.evidence.Claim.json;

import dev.patchproof.evidence.UbuntuOffersFact.ListedArchive;
import dev.patchproof.evidence.UbuntuOffersFact.PackageOffer;
import java.util.Map;

/** Wire form of what Ubuntu's own query finds. */
final class UbuntuFacts {
    private UbuntuFacts() {}

    static Map<String, Object> write(UbuntuOffersFact fact) {
        return json(
                "attached", Claim.write(fact.attached(), said -> said),
                "archives", Claim.write(fact.archives(), all -> Claim.each(all, UbuntuFacts::writeListed)),
                "phased", Claim.write(fact.phased(), all -> Claim.each(all, UbuntuFacts::writeOffer)));
    }

    static UbuntuOffersFact read(Claim claim) {
        return claim.object(fields -> new UbuntuOffersFact(
                fields.get("attached").finding(Claim::text),
                fields.get("archives").finding(all -> all.list(UbuntuFacts::readListed)),
                fields.get("phased").finding(all -> all.list(UbuntuFacts::readOffer))));
    }

    private static Map<String, Object> writeListed(ListedArchive listed) {
        return json("archive", LinuxFacts.writeArchive(listed.archive()), "date", listed.date());
    }

    private static ListedArchive readListed(Claim claim) {
        return claim.object(fields -> new ListedArchive(
                LinuxFacts.readArchive(fields.get("archive")),
                fields.get("date").text()));
    }

    private static Map<String, Object> writeOffer(PackageOffer offer) {
        return json(
                "name", offer.name(),
                "architecture", offer.architecture(),
                "version", offer.version(),
                "percentage", offer.percentage(),
                "offeredBy", writeListed(offer.offeredBy()));
    }

    private static PackageOffer readOffer(Claim claim) {
        return claim.object(fields -> new PackageOffer(
                fields.get("name").text(),
                fields.get("architecture").text(),
                fields.get("version").text(),
                fields.get("percentage").text(),
                readListed(fields.get("offeredBy"))));
    }
}
