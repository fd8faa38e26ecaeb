package dev.patchproof.portal.endtoend;

import static io.restassured.RestAssured.given;

import dev.patchproof.portal.process.PortalProcess;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An employee's visit: a check made with the button of the start page, and the probe downloaded for it. */
record Visit(URI checkPage, Map<String, String> cookies, Path jar) {

    static Visit begin(PortalProcess portal, Path folder) throws IOException {
        Response created = given().redirects().follow(false).post(portal.url() + "/checks");
        created.then().statusCode(303);
        URI page = URI.create(portal.url()).resolve(created.header("Location"));
        Path jar = Files.createTempFile(folder, "patchproof-probe", ".jar");
        Files.write(
                jar,
                given().get(page + "/probe.jar")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray());
        return new Visit(page, created.cookies(), jar);
    }

    /** The result of a probe that was run with {@code --output json}, as the API shows it. */
    static JsonPath result(PortalProcess portal, ProbeRun run) {
        String resultId = new JsonPath(run.output()).getString("resultId");
        return given().get(portal.url() + "/api/v1/results/" + resultId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static String verdictOf(JsonPath result, String update) {
        return result.getString("updates.find { it.updateId == '" + update + "' }.verdict");
    }

    static String layerOf(JsonPath result, String update, String layer) {
        return result.getString("updates.find { it.updateId == '" + update + "' }.layers." + layer + ".result");
    }

    static List<String> subjectsOf(JsonPath result, String update, String layer) {
        return result.getList("updates.find { it.updateId == '" + update + "' }.layers." + layer + ".reasons.subject");
    }
}
