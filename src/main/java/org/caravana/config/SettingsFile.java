package org.caravana.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The properties as they stand in the file, trimmed; a key that stands there twice is a problem. */
final class SettingsFile {
    private final Map<String, String> texts = new TreeMap<>();
    private boolean readable;

    /** @param problems gets what is wrong with the file as a whole */
    SettingsFile(Path file, List<Problem> problems) {
        Properties properties = new Properties() {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Object put(Object key, Object value) {
                add((String) key, ((String) value).trim(), problems);
                return null;
            }
        };
        String name = file.toString();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
            readable = true;
        } catch (NoSuchFileException e) {
            problems.add(new Problem(name, "does not exist", "name the settings with --settings or --home"));
        } catch (MalformedInputException e) {
            problems.add(new Problem(name, "is not UTF-8 text", "save it as UTF-8"));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(name, "has a broken \\u escape", "write a backslash twice"));
        } catch (IOException e) {
            problems.add(new Problem(name, "cannot be read: " + e.getMessage(), "look at its owner and mode"));
        }
    }

    private void add(String key, String text, List<Problem> problems) {
        if (texts.put(key, text) != null) {
            problems.add(new Problem(key, "stands twice in the file", "keep one of the lines"));
        }
    }

    boolean readable() {
        return readable;
    }

    Map<String, String> texts() {
        return texts;
    }
}
