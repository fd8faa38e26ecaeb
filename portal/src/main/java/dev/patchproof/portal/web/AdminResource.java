package dev.patchproof.portal.web;

import dev.patchproof.portal.access.AdminAccess;
import dev.patchproof.portal.access.AdminAccessFilter;
import dev.patchproof.portal.access.AdminSession;
import dev.patchproof.portal.access.AdminSessions;
import dev.patchproof.portal.home.PublicUrl;
import dev.patchproof.portal.limit.WrongTokens;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Signs administrators in and out. */
@Path("/admin")
@Produces(MediaType.TEXT_HTML)
public final class AdminResource {
    static final String CATALOG = "/admin/catalog";

    private final Frame frame;
    private final Sentences sentences;
    private final AdminSessions sessions;
    private final WrongTokens wrong;
    private final PublicUrl publicUrl;

    AdminResource(Frame frame, Sentences sentences, AdminSessions sessions, WrongTokens wrong, PublicUrl publicUrl) {
        this.frame = frame;
        this.sentences = sentences;
        this.sessions = sessions;
        this.wrong = wrong;
        this.publicUrl = publicUrl;
    }

    @GET
    @AdminAccess
    public Response start() {
        return to(CATALOG).build();
    }

    @GET
    @Path("login")
    public Response login() {
        return Response.ok(Pages.adminLogin(frame, new AdminLoginView("")).render())
                .build();
    }

    @POST
    @Path("login")
    public Response login(@FormParam("token") @Nullable String token) {
        return Optional.ofNullable(token)
                .map(String::strip)
                .flatMap(secret -> wrong.counted(() -> sessions.open(secret)))
                .map(session -> to(CATALOG)
                        .cookie(cookie(session.value(), Math.toIntExact(AdminSessions.LIFETIME.toSeconds())))
                        .build())
                .orElseGet(() -> Response.status(Response.Status.FORBIDDEN)
                        .entity(Pages.adminLogin(frame, new AdminLoginView(sentences.get("admin.login.refused")))
                                .render())
                        .build());
    }

    @POST
    @Path("logout")
    public Response logout(@CookieParam(AdminSession.COOKIE) @Nullable String cookie) {
        AdminSession.parse(cookie).ifPresent(sessions::close);
        return to(AdminAccessFilter.LOGIN).cookie(cookie("", 0)).build();
    }

    private NewCookie cookie(String value, int maxAge) {
        return new NewCookie.Builder(AdminSession.COOKIE)
                .value(value)
                .path("/admin")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(publicUrl.secure())
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    private static Response.ResponseBuilder to(String path) {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, path);
    }
}
