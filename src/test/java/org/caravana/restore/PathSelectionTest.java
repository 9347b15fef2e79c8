package org.caravana.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.caravana.repository.FileEntry;
import org.caravana.repository.FileEntry.Note;
import org.junit.jupiter.api.Test;

class PathSelectionTest {
    private static final List<String> PATHS =
            List.of(".", "a", "a/b", "a/b/c", "a/bc", "ab", "a-b", "é", "é/x", "e", "odd\\001", "b");

    @Test
    void whatIsSelectedIsNeverPassedOver() {
        for (String asked : List.of("a", "a/b", "./a/b/", "é", "é/x", ".", "odd\\001", "nothing")) {
            PathSelection selection = new PathSelection(List.of(asked, "b"));
            for (String path : PATHS) {
                for (char kind : new char[] {'f', 'd', 'l'}) {
                    if (selection.test(entry(kind, path))) {
                        assertThat(mayLieAt(selection, path))
                                .as(asked + " " + path)
                                .isTrue();
                    }
                }
            }
        }
    }

    @Test
    void whatLiesElsewhereIsPassedOver() {
        PathSelection selection = new PathSelection(List.of("a/b"));
        assertThat(PATHS.stream().filter(path -> mayLieAt(selection, path))).containsExactly("a", "a/b", "a/b/c");
    }

    @Test
    void itIsCompleteOnceEachPathIsMetAndIsNoDirectory() {
        PathSelection selection = new PathSelection(List.of("a/b", "b"));
        selection.test(entry('f', "b"));
        selection.test(entry('d', "a/b"));
        assertThat(selection.isComplete()).isFalse();
        selection.test(entry('l', "a/b"));
        assertThat(selection.isComplete()).isTrue();
    }

    private static boolean mayLieAt(PathSelection selection, String path) {
        byte[] text = ("\t" + path + "\n").getBytes(StandardCharsets.UTF_8);
        return selection.mayLieAt(text, 1, text.length - 1);
    }

    private static FileEntry entry(char kind, String path) {
        byte[] none = {};
        byte[] name = path.replace("\\001", "\001").getBytes(StandardCharsets.UTF_8);
        return new FileEntry(kind, 0644, 0, 0, none, none, 0, 0, 0, 0, 0, 0, 0, null, Note.NONE, none, name);
    }
}
