package dev.patchproof.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.patchproof.probe.trust.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrettyJsonTest {

    @Test
    void nestedObject_readsWellAndParsesToTheSame() throws Exception {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("path", "/usr/bin");
        object.put("odd", "a\\/b \"c\" \u001b[2J F\u0151");
        object.put("list", List.of(1L, true, Map.of("x", "y")));
        object.put("nothing", List.of());
        object.put("none", Map.of());

        String text = PrettyJson.of(object);

        assertThat(text).isEqualTo("""
                        {
                          "path": "/usr/bin",
                          "odd": "a\\\\/b \\"c\\" \\u001B[2J F\\u0151",
                          "list": [
                            1,
                            true,
                            {
                              "x": "y"
                            }
                          ],
                          "nothing": [],
                          "none": {}
                        }""");
        assertThat(Json.parse(text)).isEqualTo(object);
    }
}
