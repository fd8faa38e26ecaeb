package dev.patchproof.probe.linux;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path-exclude and path-include rules of dpkg(1); of the rules that match, the last one decides. */
final class PathFilters {
    private static final String MAIN = "/etc/dpkg/dpkg.cfg";
    private static final String FOLDER = "/etc/dpkg/dpkg.cfg.d";
    private static final Pattern OPTION = Pattern.compile("\\s*path-(exclude|include)(?:\\s*=\\s*|\\s+)(\\S.*?)\\s*");

    private final List<Rule> rules;

    private PathFilters(List<Rule> rules) {
        this.rules = rules;
    }

    static PathFilters read(RootFolder root) throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (String file : files(root)) {
            for (String line : root.lines(file)) {
                Matcher matcher = OPTION.matcher(line);
                if (matcher.matches()) {
                    rules.add(new Rule(matcher.group(1).equals("exclude"), glob(unquote(matcher.group(2)))));
                }
            }
        }
        return new PathFilters(rules);
    }

    /** dpkg reads the folder first, in the order of names, and takes names of letters, digits, hyphens, underscores. */
    private static List<String> files(RootFolder root) throws IOException {
        List<String> files = new ArrayList<>();
        try {
            root.names(root.resolve(FOLDER)).stream()
                    .filter(name -> name.matches("[A-Za-z0-9_-]+"))
                    .forEach(name -> files.add(FOLDER + "/" + name));
        } catch (NoSuchFileException e) {
            // no folder, no rules from it
        }
        try {
            root.entry(MAIN);
            files.add(MAIN);
        } catch (NoSuchFileException e) {
            // no file, no rules from it
        }
        return files;
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2
                && (value.startsWith("\"") || value.startsWith("'"))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    boolean excludes(String path) {
        boolean excluded = false;
        for (Rule rule : rules) {
            if (rule.glob().matcher(path).matches()) {
                excluded = rule.exclude();
            }
        }
        return excluded;
    }

    /** A pattern of glob(7) as dpkg matches it: {@code *} and {@code ?} match a slash too. */
    static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? closing(glob, i) : -1;
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else if (close > 0) {
                regex.append(bracket(glob.substring(i + 1, close)));
                i = close;
            } else {
                if (c == '\\' && i + 1 < glob.length()) {
                    i++;
                }
                regex.append(Pattern.quote(String.valueOf(glob.charAt(i))));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static int closing(String glob, int open) {
        int first = open + 1;
        if (first < glob.length() && (glob.charAt(first) == '!' || glob.charAt(first) == '^')) {
            first++;
        }
        return glob.indexOf(']', first + 1); // a bracket that comes first stands for itself
    }

    private static String bracket(String members) {
        boolean negated = members.startsWith("!") || members.startsWith("^");
        String plain = negated ? members.substring(1) : members;
        return "[" + (negated ? "^" : "") + plain.replaceAll("([\\\\\\[\\]^&])", "\\\\$1") + "]";
    }

    private record Rule(boolean exclude, Pattern glob) {}
}
