package dev.patchproof.catalog.importer;

import dev.patchproof.catalog.importer.ImportException.Reason;
import dev.patchproof.catalog.importer.MsrcFacts.Dates;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * MSRC's monthly document (CVRF 1.1), read as a stream: texts that are not wanted are never gathered, and one
 * vulnerability is in memory at a time. No document type, hence no entity of the document's own.
 */
final class CvrfReader {
    private static final String VENDOR_FIX = "Vendor Fix";

    private final Path file;
    private final XMLStreamReader xml;
    private final MsrcCollector collector;
    private final Map<String, String> products = new HashMap<>();
    private @Nullable YearMonth month;
    private @Nullable LocalDate released;
    private @Nullable LocalDate changed;
    private int vulnerabilities;

    private CvrfReader(Path file, XMLStreamReader xml) {
        this.file = file;
        this.xml = xml;
        this.collector = new MsrcCollector(String.valueOf(file.getFileName()));
    }

    static MsrcFacts read(Path file) throws ImportException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            XMLStreamReader xml = factory().createXMLStreamReader(bytes);
            try {
                return new CvrfReader(file, xml).document();
            } catch (XMLStreamException notXml) {
                throw new ImportException(
                        Reason.MALFORMED_DOCUMENT,
                        file + ":" + notXml.getLocation().getLineNumber()
                                + ": expected well-formed XML without a document type, found "
                                + notXml.getMessage(),
                        notXml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException notClosed) {
            throw new ImportException(Reason.NOT_READABLE, file + ": expected XML, found " + notClosed, notClosed);
        } catch (IOException notReadable) {
            throw new ImportException(
                    Reason.NOT_READABLE, file + ": expected a readable file, found " + notReadable, notReadable);
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private MsrcFacts document() throws XMLStreamException, ImportException {
        boolean root = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw malformed("no document type", "one");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!root && !xml.getLocalName().equals("cvrfdoc")) {
                    throw malformed("cvrf:cvrfdoc", xml.getLocalName());
                }
                root = true;
                element();
            }
        }
        if (vulnerabilities == 0) {
            throw new ImportException(Reason.EMPTY, file + ": expected vulnerabilities, found none");
        }
        return collector.facts();
    }

    private void element() throws XMLStreamException, ImportException {
        switch (xml.getLocalName()) {
            case "ID" -> {
                String id = xml.getElementText().strip();
                month = MsrcMonth.parse(id).orElseThrow(() -> malformed("a month such as 2026-Feb as its ID", id));
            }
            case "InitialReleaseDate" -> released = day(xml.getElementText());
            case "CurrentReleaseDate" -> changed = day(xml.getElementText());
            case "FullProductName" -> {
                String id = xml.getAttributeValue(null, "ProductID");
                products.put(id == null ? "" : id, xml.getElementText().strip());
            }
            case "Vulnerability" -> {
                vulnerabilities++;
                vulnerability(month(), dates());
            }
            default -> {
                // everything around the vulnerabilities: titles, publisher, notes
            }
        }
    }

    private void vulnerability(YearMonth of, Dates dates) throws XMLStreamException {
        collector.dates(of, dates);
        String cve = "";
        Map<String, String> severities = new HashMap<>();
        List<CvrfRemediation> remediations = new ArrayList<>();
        while (!atEndOf("Vulnerability", xml.next())) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "CVE" -> cve = xml.getElementText().strip();
                    case "Threat" -> {
                        if ("Severity".equals(xml.getAttributeValue(null, "Type"))) {
                            CvrfRemediation threat = CvrfRemediation.read(xml, "Threat");
                            String severity = MsrcSeverity.of(threat.text("Description"));
                            threat.products().forEach(id -> severities.merge(id, severity, MsrcSeverity::worse));
                        }
                    }
                    case "Remediation" -> {
                        if (VENDOR_FIX.equals(xml.getAttributeValue(null, "Type"))) {
                            remediations.add(CvrfRemediation.read(xml, "Remediation"));
                        }
                    }
                    default -> {
                        // titles, notes, scores, thanks: nothing that settles whether a fix is there
                    }
                }
            }
        }
        for (CvrfRemediation fix : remediations) {
            for (String id : fix.products()) {
                add(of, fix, id, cve, severities.getOrDefault(id, MsrcSeverity.UNRATED));
            }
        }
    }

    private void add(YearMonth of, CvrfRemediation fix, String id, String cve, String severity) {
        @Nullable String product = products.get(id);
        MsrcRow row = new MsrcRow(
                of,
                fix.text("Description"),
                product == null ? "" : product,
                fix.text("FixedBuild"),
                fix.text("Supercedence"),
                fix.text("RestartRequired"),
                fix.text("SubType"));
        if (product == null) {
            collector.reject(
                    row.kb(), Defect.PRODUCT_UNKNOWN, "ProductID " + id, "a product of the document's own list");
        } else {
            collector.add(row, cve, severity);
        }
    }

    private boolean atEndOf(String element, int event) {
        return event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element);
    }

    private YearMonth month() throws ImportException {
        if (month == null) {
            throw malformed("the document's ID before its vulnerabilities", "none");
        }
        return month;
    }

    private Dates dates() throws ImportException {
        if (released == null) {
            throw malformed("an InitialReleaseDate before the vulnerabilities", "none");
        }
        return new Dates(released, changed == null ? released : changed);
    }

    private LocalDate day(String text) throws ImportException {
        try {
            return LocalDate.parse(
                    text.strip().substring(0, Math.min(10, text.strip().length())));
        } catch (DateTimeException notADay) {
            throw malformed("a day such as 2026-02-10T08:00:00", text);
        }
    }

    private ImportException malformed(String expected, String found) {
        return new ImportException(
                Reason.MALFORMED_DOCUMENT,
                file + ":" + xml.getLocation().getLineNumber() + ": expected " + expected + ", found '" + found + "'");
    }
}
