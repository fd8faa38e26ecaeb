package dev.patchproof.portal.access;

import dev.patchproof.portal.http.Problem;
import dev.patchproof.portal.http.ProblemException;
import dev.patchproof.portal.limit.WrongTokens;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets holders of an API token through, and nobody else. */
@Provider
@ComplianceAccess
@Priority(Priorities.AUTHENTICATION)
public final class ComplianceAccessFilter implements ContainerRequestFilter {
    // Filters are made while the application is built up, before there is a database to ask.
    private final Instance<ApiTokens> tokens;
    private final Instance<WrongTokens> wrong;

    @Inject
    ComplianceAccessFilter(Instance<ApiTokens> tokens, Instance<WrongTokens> wrong) {
        this.tokens = tokens;
        this.wrong = wrong;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean accepted = Bearer.parse(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .flatMap(secret -> wrong.get().counted(() -> tokens.get().holder(secret, Role.COMPLIANCE)))
                .isPresent();
        if (!accepted) {
            throw new ProblemException(new Problem(
                    "api-token-required",
                    401,
                    "An API token is required",
                    "Send Authorization: Bearer with a token that an administrator made"
                            + " (token create --name NAME) and has not revoked."));
        }
    }
}
