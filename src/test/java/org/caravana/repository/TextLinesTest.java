package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TextLinesTest {
    private static final String LONG = "long" + "é".repeat(150_000);

    @Test
    void linesOfAnyLengthComeWhole() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            lines.add("x".repeat(i % 97));
        }
        lines.add(LONG);
        lines.add("");
        lines.add("last");
        assertThat(read(String.join("\n", lines))).isEqualTo(lines);
        assertThat(read(String.join("\n", lines) + "\n")).isEqualTo(lines);
        assertThat(read("")).isEmpty();
    }

    @Test
    void aLineIsChosenByItsLastField() throws IOException {
        try (TextLines lines = open("a\tone\nb\ttwo\nc\tone\n" + LONG + "\ttwo")) {
            TextLines.LastField two =
                    (text, from, to) -> new String(text, from, to - from, StandardCharsets.UTF_8).equals("two");
            assertThat(lines.next(two, Function.identity())).isEqualTo("b\ttwo");
            assertThat(lines.next(two, Function.identity())).isEqualTo(LONG + "\ttwo");
            assertThat(lines.next(two, Function.identity())).isNull();
        }
    }

    @Test
    void aBadLineIsNamedWithItsNumber() throws IOException {
        try (TextLines lines = open("1\n2\nthree\n")) {
            lines.next(Long::parseLong);
            lines.next(Long::parseLong);
            assertThatThrownBy(() -> lines.next(Long::parseLong))
                    .isInstanceOf(DamagedException.class)
                    .hasMessageContaining("line 3");
        }
    }

    private static List<String> read(String text) throws IOException {
        List<String> lines = new ArrayList<>();
        try (TextLines in = open(text)) {
            for (String line = in.next(Function.identity()); line != null; line = in.next(Function.identity())) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static TextLines open(String text) {
        InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return new TextLines("disk", "p/x", in);
    }
}
