package org.caravana.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.Stream;
import org.caravana.config.InvalidSettingsException;
import org.caravana.config.Problem;
import org.caravana.dump.DumpFailedException;
import org.caravana.dump.DumpFailedException.Reason;
import org.caravana.repository.DamagedException;
import org.caravana.repository.RepositoryBusyException;
import org.caravana.target.PlaceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new InvalidSettingsException(List.of(new Problem("k", "w", "h"))), ExitCode.SETTINGS),
                Arguments.of(new NotFoundException("w", "h"), ExitCode.NOT_FOUND),
                Arguments.of(new DamagedException("annex", "p", "w"), ExitCode.DAMAGED),
                Arguments.of(new PlaceException("annex", "w", "h", null), ExitCode.UNREACHABLE),
                Arguments.of(new DumpFailedException("w", "h", Reason.REFUSED), ExitCode.UNREACHABLE),
                Arguments.of(new DumpFailedException("w", "h", Reason.OTHER), ExitCode.FAILURE),
                Arguments.of(new RepositoryBusyException("night", "/r"), ExitCode.BUSY),
                Arguments.of(new IllegalStateException("w"), ExitCode.FAILURE));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void eachFailureHasItsExitCode(Exception failure, ExitCode code) {
        assertThat(report(failure, false).code()).isEqualTo(code);
    }

    @Test
    void aFailureInsideALibrarysWrapperIsFound() {
        Report report = report(new IOException("wrapped", new NotFoundException("no plan x", "look")), false);

        assertThat(report.code()).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(report.text()).isEqualTo("caravana: no plan x\nHINT: look\n");
    }

    @Test
    void failuresOfFilesAreToldInWords() {
        assertThat(report(new NoSuchFileException("/a"), false).text())
                .startsWith("caravana: /a does not exist\nHINT: ");
        assertThat(report(new AccessDeniedException("/a"), false).text()).startsWith("caravana: no right to use /a\n");
    }

    @Test
    void aNameCannotSteerTheTerminal() {
        assertThat(report(new NoSuchFileException("/a\033[2J"), false).text()).doesNotContain("\033");
    }

    @Test
    void theStackTraceIsPrintedOnlyWhenAskedFor() {
        assertThat(report(new IllegalStateException("w"), false).text()).doesNotContain("\tat ");
        assertThat(report(new IllegalStateException("w"), true).text()).contains("\tat ");
    }

    private record Report(ExitCode code, String text) {}

    private static Report report(Exception failure, boolean debug) {
        StringWriter text = new StringWriter();
        ExitCode code = Failures.report(failure, new PrintWriter(text), debug);
        return new Report(code, text.toString());
    }
}
