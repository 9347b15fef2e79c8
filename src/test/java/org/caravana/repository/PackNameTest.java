package org.caravana.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PackNameTest {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]*-[0-9a-f]{32}\\.zst");
    private static final String GOOD = "conan-2.dump-0123456789abcdef0123456789abcdef.zst";

    @Test
    void aNameIsToldFromWhatIsNone() {
        assertThat(PackName.is(GOOD)).isTrue();
        assertThat(PackName.is("a-0123456789abcdef0123456789abcdef.zst")).isTrue();
        assertThat(PackName.is("-0123456789abcdef0123456789abcdef.zst")).isFalse();
        assertThat(PackName.is("0123456789abcdef0123456789abcdef.zst")).isFalse();
        assertThat(PackName.is("../a-0123456789abcdef0123456789abcdef.zst")).isFalse();
        assertThat(PackName.is("")).isFalse();
    }

    @Test
    void whateverIsChangedInAName() {
        Random random = new Random(6);
        String letters = "aZ9.-/\n\u00e9\\ ";
        for (int i = 0; i < 5000; i++) {
            StringBuilder name = new StringBuilder(GOOD);
            int at = random.nextInt(name.length());
            char letter = letters.charAt(random.nextInt(letters.length()));
            switch (random.nextInt(3)) {
                case 0 -> name.setCharAt(at, letter);
                case 1 -> name.insert(at, letter);
                default -> name.delete(at, at + random.nextInt(name.length() - at + 1));
            }
            assertThat(PackName.is(name.toString()))
                    .as(name.toString())
                    .isEqualTo(FORM.matcher(name).matches());
        }
    }
}
