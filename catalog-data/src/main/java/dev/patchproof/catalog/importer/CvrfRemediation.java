package dev.patchproof.catalog.importer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A remediation or threat of a CVRF document: the products it is for, and its other fields as texts.
 *
 * @param texts by element name; a field that is there twice keeps both, with a comma between them
 */
record CvrfRemediation(List<String> products, Map<String, String> texts) {
    CvrfRemediation {
        products = List.copyOf(products);
        texts = Map.copyOf(texts);
    }

    /** Reads from the start of an element to its end. */
    static CvrfRemediation read(XMLStreamReader xml, String element) throws XMLStreamException {
        List<String> products = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element)) {
                return new CvrfRemediation(products, texts);
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "ProductID" -> products.add(xml.getElementText().strip());
                    case "Description", "Supercedence", "RestartRequired", "SubType", "FixedBuild" ->
                        texts.merge(
                                xml.getLocalName(),
                                xml.getElementText().strip(),
                                (first, again) -> first + ", " + again);
                    default -> {
                        // URL, file lists that are empty throughout
                    }
                }
            }
        }
    }

    /** Empty where the field is absent: the feed itself does not tell the two apart. */
    String text(String field) {
        return texts.getOrDefault(field, "");
    }
}
