package org.caravana.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.ignore.FastIgnoreRule;

/**
 * What is left out, in gitignore's syntax, relative to the directory's root: the last pattern that matches decides, and
 * what lies below an excluded directory cannot be let in again.
 */
final class Excludes {
    private final List<FastIgnoreRule> rules = new ArrayList<>();

    Excludes(List<String> patterns) {
        for (String pattern : patterns) {
            FastIgnoreRule rule = new FastIgnoreRule(pattern);
            if (!rule.isEmpty()) {
                rules.add(0, rule);
            }
        }
    }

    /** The same, and whether it lies below a directory that matches. */
    boolean matchWithParents(byte[] path, boolean directory) {
        for (int i = 1; i < path.length; i++) {
            if (path[i] == '/' && match(Arrays.copyOf(path, i), true)) {
                return true;
            }
        }
        return match(path, directory);
    }

    boolean match(byte[] path, boolean directory) {
        if (rules.isEmpty()) {
            return false;
        }
        String text = ByteName.text(path);
        for (FastIgnoreRule rule : rules) {
            if (rule.isMatch(text, directory, true)) {
                return rule.getResult();
            }
        }
        return false;
    }
}
