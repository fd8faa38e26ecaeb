package dev.patchproof.portal.home;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    /** Addresses and networks of the reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed. */
    Optional<List<String>> trustedProxies();

    /** TLS of the portal itself; absent where it speaks plain HTTP, or a proxy speaks TLS for it. */
    Tls tls();

    /** The database. */
    Database database();

    /** The catalog. */
    Catalog catalog();

    /** The key that signs the probe. */
    CodeSigning codeSigning();

    /** Certificates that a company gave its computers. */
    Identity identity();

    /** The probe. */
    Probe probe();

    /** The keys that tickets and plans are signed with. */
    Keys keys();

    /** Checks. */
    Check check();

    /** How much anybody may ask. */
    Limits limits();

    /** Bodies of calls. */
    Upload upload();

    /** What computers are asked. */
    Collection collection();

    /** Judging. */
    Appraisal appraisal();

    /** Certificate and key, as PEM files or in one PKCS#12 file; looked at again, so that a renewed one is served. */
    interface Tls {
        /** PEM file of the certificate, followed by those between it and its root. */
        Optional<Path> certificate();

        /** PEM file of its private key. */
        Optional<Path> key();

        /** PKCS#12 file of both, in place of the PEM files. */
        Optional<Path> keystore();

        /** Password of the PKCS#12 file. */
        Optional<String> password();

        /** From one look at the files to the next. */
        @WithDefault("PT1M")
        @WithConverter(StrictDuration.class)
        Duration reloadPeriod();
    }

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
        @WithConverter(StrictBoolean.class)
        boolean allowUnsigned();

        /** Whether a release that is older than the catalog in use is taken. */
        @WithDefault("false")
        @WithConverter(StrictBoolean.class)
        boolean allowOlder();

        /** Releases from an address. */
        Fetch fetch();

        /** Published data that this portal imports itself, by a name of the administrator's; absent: none. */
        Map<String, Feed> feed();
    }

    /** How patiently something is fetched. */
    interface Patience {
        /** From one look to the next. */
        @WithDefault("PT6H")
        @WithConverter(StrictDuration.class)
        Duration every();

        /** How often it is tried before the next look. */
        @WithDefault("3")
        int attempts();

        /** Wait before the second try; doubled before each further one. */
        @WithDefault("PT5S")
        @WithConverter(StrictDuration.class)
        Duration retryAfter();
    }

    /** Published data that this portal fetches and imports as the catalog tool does. */
    interface Feed extends Patience {
        /**
         * The importer: {@code msrc-cvrf}, {@code ms-file-csv}, {@code debian-packages}, {@code debian-tracker},
         * {@code ubuntu-usn} or {@code csaf}.
         */
        String from();

        /** Where the data is; what kind of address that is depends on the importer. */
        String url();

        /** Suites, parted by commas; not for every importer. */
        Optional<List<String>> suite();

        /** The update whose files a list names. */
        Optional<String> kb();

        /** Architectures of the suite, in Debian's words. */
        @WithDefault("amd64,arm64")
        List<String> architectures();

        /** How many monthly documents are looked at, the current month's included. */
        @WithDefault("24")
        int months();

        /** Whether the address may be one that anybody on the way can answer in its place. */
        @WithDefault("false")
        boolean allowPlainHttp();

        /** What one download may take, from connecting to its last byte. */
        @WithDefault("PT5M")
        @WithConverter(StrictDuration.class)
        Duration timeout();

        /** Bytes of one document at most. */
        @WithDefault("268435456")
        long maxSize();
    }

    /** Where new catalog releases are looked for, and how patiently. */
    interface Fetch extends Patience {
        /** Address of the newest release; absent: nothing is fetched. */
        Optional<URI> url();

        /** What one download may take, from connecting to its last byte. */
        @WithDefault("PT60S")
        @WithConverter(StrictDuration.class)
        Duration timeout();

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

    /** Whose device certificates are believed. */
    interface Identity {
        /** Certificates of authorities (PEM or DER), parted by commas; absent: no device certificate is taken. */
        Optional<List<Path>> ca();

        /** Revocation lists (PEM or DER), one of every authority in a chain; absent: nothing is revoked. */
        Optional<List<Path>> crl();
    }

    /** What is handed out. */
    interface Probe {
        /** The jar, signed off line; absent: the portal signs the one that it was built with. */
        Optional<Path> jar();
    }

    /** How long keys are used. */
    interface Keys {
        /** Age from which a token key is replaced. */
        @WithDefault("P90D")
        @WithConverter(StrictDuration.class)
        Duration rotateEvery();
    }

    /** How long a visit may take. */
    interface Check {
        /** From the ticket to the upload. */
        @WithDefault("PT2H")
        @WithConverter(StrictDuration.class)
        Duration lifetime();
    }

    /**
     * How much anybody may ask. A company may stand behind one address, so what is counted by address is generous: it
     * stops a program that runs wild, not five thousand employees who all read the same mail.
     */
    interface Limits {
        /** Of one address; as many may come at once. */
        @WithDefault("30000")
        int requestsPerMinute();

        /** New checks of one address; as many may come at once. */
        @WithDefault("600")
        int checksPerMinute();

        /** Requests about one check, from wherever. */
        @WithDefault("600")
        int checkRequestsPerMinute();

        /** Wrong API and administrator's tokens of one address. */
        @WithDefault("30")
        int wrongTokensPerMinute();

        /** Checks that are neither used nor expired. */
        @WithDefault("50000")
        int openChecks();

        /** The same, of one address. */
        @WithDefault("5000")
        int openChecksPerAddress();

        /** Uploads that are judged at once; each may hold several times 8 MiB. */
        @WithDefault("32")
        int uploadsAtOnce();

        /** Uploads that were read and wait for their turn; each holds a thread. */
        @WithDefault("200")
        int uploadsWaiting();

        /** How long they wait. */
        @WithDefault("PT30S")
        @WithConverter(StrictDuration.class)
        Duration uploadWait();

        /** Bodies of probes that are read at once; each holds a thread. Of one address three quarters. */
        @WithDefault("280")
        int bodiesRead();

        /** Bytes of uploads, packed and expanded, that are read or judged; of one address half of them. Judging takes some
         * twelve times as much. */
        @WithDefault("67108864")
        long uploadBytes();

        /** Downloads of probes that are under way at once; each holds a thread, as long as its reader likes. */
        @WithDefault("100")
        int downloads();

        /** The same, of one address. */
        @WithDefault("60")
        int downloadsPerAddress();

        /** Pages that follow a check live. */
        @WithDefault("2000")
        int eventStreams();

        /** Pages that follow one and the same check live. */
        @WithDefault("20")
        int eventStreamsPerCheck();
    }

    /** How patiently is read what probes send. */
    interface Upload {
        /** From the first byte of a body to its last. */
        @WithDefault("PT2M")
        @WithConverter(StrictDuration.class)
        Duration timeout();
    }

    /** What an organisation decides about asking. */
    interface Collection {
        /** Whether every package of a Linux computer is verified, and not only those that updates are about. */
        @WithDefault("false")
        @WithConverter(StrictBoolean.class)
        boolean wholeMachine();
    }

    /** What an organisation decides about judging. */
    interface Appraisal {
        /** Age of the catalog's newest fact for a product from which nothing is called up to date. */
        @WithDefault("P35D")
        @WithConverter(StrictDuration.class)
        Duration catalogStaleAfter();

        /** Age of evidence from which its result must not be relied on. */
        @WithDefault("P7D")
        @WithConverter(StrictDuration.class)
        Duration evidenceStaleAfter();

        /** Ids of opt-in mitigations that count here, parted by commas; absent: none. */
        Optional<Set<String>> requiredMitigations();
    }
}
