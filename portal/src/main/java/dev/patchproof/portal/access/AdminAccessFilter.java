package dev.patchproof.portal.access;

import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import dev.patchproof.portal.limit.WrongTokens;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Lets signed-in administrators through, and programs with an administrator's token; people are sent to sign in. */
@Provider
@AdminAccess
@Priority(Priorities.AUTHENTICATION)
public final class AdminAccessFilter implements ContainerRequestFilter {
    /** Where a browser signs in. */
    public static final String LOGIN = "/admin/login";

    // Filters are made while the application is built up, before there is a database to ask.
    private final Instance<AdminSessions> sessions;
    private final Instance<WrongTokens> wrong;

    @Inject
    AdminAccessFilter(Instance<AdminSessions> sessions, Instance<WrongTokens> wrong) {
        this.sessions = sessions;
        this.wrong = wrong;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (isSignedIn(request) || hasToken(request)) {
            return;
        }
        if (request.getMethod().equals(HttpMethod.GET)
                && request.getAcceptableMediaTypes().stream()
                        .anyMatch(type -> type.getSubtype().equals("html"))) {
            request.abortWith(Response.status(Response.Status.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, LOGIN)
                    .build());
            return;
        }
        throw new ProblemException(new Problem(
                "administrator-required",
                401,
                "Only administrators may do this",
                "Sign in at " + LOGIN + " with a token that was made for it"
                        + " (token create --name NAME --role administrator)."));
    }

    private boolean isSignedIn(ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(AdminSession.COOKIE);
        return cookie != null
                && AdminSession.parse(cookie.getValue())
                        .filter(session -> sessions.get().holds(session))
                        .isPresent();
    }

    private boolean hasToken(ContainerRequestContext request) {
        return Bearer.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(secret -> wrong.get().counted(() -> sessions.get().administrator(secret)))
                .isPresent();
    }
}
