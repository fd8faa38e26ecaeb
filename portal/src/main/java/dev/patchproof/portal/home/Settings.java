package dev.patchproof.portal.home;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything an administrator may set, all under {@code patchproof.} (or {@code PATCHPROOF_} in the environment). */
@ConfigMapping(prefix = "patchproof")
public interface Settings {

    /** Data directory: database, keys, signed probe. */
    @WithDefault("data")
    Path home();

    /** Where people and probes reach this portal; stands in every link and in every token. */
    @WithDefault("http://localhost:${quarkus.http.port:8080}")
    URI publicUrl();

    /** The database. */
    Database database();

    /** The catalog. */
    Catalog catalog();

    /** The key that signs the probe. */
    CodeSigning codeSigning();

    /** Checks. */
    Check check();

    /** Bodies of calls. */
    Upload upload();

    /** What computers are asked. */
    Collection collection();

    /** Judging. */
    Appraisal appraisal();

    /** Where results are kept. */
    interface Database {
        /** {@code jdbc:postgresql://...}; absent: SQLite in the data directory. */
        Optional<String> url();

        /** PostgreSQL user. */
        Optional<String> username();

        /** PostgreSQL password. */
        Optional<String> password();
    }

    /** What updates are judged by. */
    interface Catalog {
        /** Directory of catalog files; absent: the catalog that this portal was built with. */
        Optional<Path> dir();

        /** Files of the keys whose catalog releases are trusted (JWK sets or certificates), parted by commas. */
        Optional<List<Path>> keys();

        /** Whether a release that nobody signed is taken. */
        @WithDefault("false")
        boolean allowUnsigned();

        /** Whether a release that is older than the catalog in use is taken. */
        @WithDefault("false")
        boolean allowOlder();

        /** Releases from an address. */
        Fetch fetch();
    }

    /** Where new catalog releases are looked for, and how patiently. */
    interface Fetch {
        /** Address of the newest release; absent: nothing is fetched. */
        Optional<URI> url();

        /** From one look to the next. */
        @WithDefault("PT6H")
        Duration every();

        /** What one download may take, from connecting to its last byte. */
        @WithDefault("PT60S")
        Duration timeout();

        /** How often it is tried before the next look. */
        @WithDefault("3")
        int attempts();

        /** Wait before the second try; doubled before each further one. */
        @WithDefault("PT5S")
        Duration retryAfter();

        /** Bytes of a release at most. */
        @WithDefault("67108864")
        int maxSize();
    }

    /** A key store of the organisation, to sign with instead of the key that the portal makes. */
    interface CodeSigning {
        /** PKCS#12 file. */
        Optional<Path> keystore();

        /** Password of the file and of the key. */
        Optional<String> password();

        /** Which key; may be absent when the file holds one. */
        Optional<String> alias();
    }

    /** How long a visit may take. */
    interface Check {
        /** From the ticket to the upload. */
        @WithDefault("PT2H")
        Duration lifetime();
    }

    /** How patiently is read what probes send. */
    interface Upload {
        /** From the first byte of a body to its last. */
        @WithDefault("PT2M")
        Duration timeout();
    }

    /** What an organisation decides about asking. */
    interface Collection {
        /** Whether every package of a Linux computer is verified, and not only those that updates are about. */
        @WithDefault("false")
        boolean wholeMachine();
    }

    /** What an organisation decides about judging. */
    interface Appraisal {
        /** Age of the catalog's newest fact for a product from which nothing is called up to date. */
        @WithDefault("P35D")
        Duration catalogStaleAfter();

        /** Age of evidence from which its result must not be relied on. */
        @WithDefault("P7D")
        Duration evidenceStaleAfter();

        /** Ids of opt-in mitigations that count here, parted by commas; absent: none. */
        Optional<Set<String>> requiredMitigations();
    }
}
