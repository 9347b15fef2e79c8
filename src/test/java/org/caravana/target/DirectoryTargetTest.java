package org.caravana.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.model.ToDefinition;
import org.caravana.config.Settings;
import org.junit.jupiter.api.Test;

class DirectoryTargetTest extends TargetContract {

    @Override
    Settings.Target target() throws Exception {
        return Targets.target(
                NAME, "directory", "path", Files.createDirectories(root()).toString());
    }

    @Override
    Path root() {
        return scratch.resolve("disk");
    }

    @Test
    void aDiskThatIsNotMountedIsAnErrorAndNothingIsMade() throws Exception {
        Files.delete(root());

        Throwable failure = catchThrowable(() -> put("p/x", someFile("x", 5)));

        assertThat(new Failures().explain(NAME, failure))
                .isInstanceOf(PlaceException.class)
                .hasMessageContaining("there is no directory " + root())
                .hasMessageContaining("HINT: mount the disk");
        assertThat(root()).doesNotExist();
    }

    @Test
    void aDiskThatIsPulledOutBeforeTheFileIsWrittenGetsNoStandIn() throws Exception {
        AdviceWith.adviceWith(routes.camel(), "put-" + NAME, route -> route.weaveByType(ToDefinition.class)
                .before()
                .process(exchange -> {
                    Files.delete(root().resolve("p"));
                    Files.delete(root());
                }));

        assertThat(catchThrowable(() -> put("p/x", someFile("x", 5)))).isNotNull();

        assertThat(root()).doesNotExist();
    }
}
