package dev.patchproof.portal;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Serves when it gets no arguments; runs an administrator's command, without HTTP, when it gets some. */
@QuarkusMain
public final class PortalMain {
    private PortalMain() {}

    public static void main(String... arguments) {
        if (arguments.length == 0) {
            Quarkus.run();
        } else {
            System.setProperty("quarkus.http.host-enabled", "false");
            System.setProperty("quarkus.scheduler.enabled", "false");
            System.setProperty("quarkus.log.level", "WARN");
            Quarkus.run(AdminCommands.class, arguments);
        }
    }
}
