package dev.patchproof.portal.bundle;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Optional;

/** What a bundled Java runs on. Told from the launcher's own bytes, never from a file's name. */
public enum Platform {
    WINDOWS_X64("windows-x64", "Windows", Form.ZIP, 0x8664),
    LINUX_X64("linux-x64", "Linux on x86-64", Form.TAR_GZ, 62),
    LINUX_AARCH64("linux-aarch64", "Linux on ARM64", Form.TAR_GZ, 183);

    private final String code;
    private final String words;
    private final Form form;
    private final int machine;

    Platform(String code, String words, Form form, int machine) {
        this.code = requireNonNull(code, "code");
        this.words = requireNonNull(words, "words");
        this.form = requireNonNull(form, "form");
        this.machine = machine;
    }

    /** Name in addresses. */
    public String code() {
        return code;
    }

    /** Name on pages. */
    public String words() {
        return words;
    }

    /** Name of the start script in its bundle. */
    public String script() {
        return form.script();
    }

    Form form() {
        return form;
    }

    /** The platform of a program for this machine (PE or ELF number) in an archive of this form. */
    static Optional<Platform> of(Form form, int machine) {
        return Arrays.stream(values())
                .filter(each -> each.form == form && each.machine == machine)
                .findFirst();
    }

    /** How runtimes come and bundles go. */
    enum Form {
        ZIP("zip", "application/zip", "bin/java.exe", "start.cmd"),
        TAR_GZ("tar.gz", "application/gzip", "bin/java", "patchproof.sh");

        private final String suffix;
        private final String mediaType;
        private final String launcher;
        private final String script;

        Form(String suffix, String mediaType, String launcher, String script) {
            this.suffix = suffix;
            this.mediaType = mediaType;
            this.launcher = launcher;
            this.script = script;
        }

        String suffix() {
            return suffix;
        }

        String mediaType() {
            return mediaType;
        }

        /** Path of the program inside a runtime. */
        String launcher() {
            return launcher;
        }

        /** Name of the start script. */
        String script() {
            return script;
        }
    }
}
