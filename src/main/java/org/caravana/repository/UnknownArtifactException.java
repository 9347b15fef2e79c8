package org.caravana.repository;

import java.util.stream.Collectors;
import org.caravana.CaravanaException;

/** A backup does not hold the artifact that was asked for. */
public final class UnknownArtifactException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    public UnknownArtifactException(Manifest backup, String artifact) {
        super(
                "backup " + backup.backup() + " of plan " + backup.plan() + " holds no " + artifact,
                "it holds "
                        + backup.artifacts().stream()
                                .map(Manifest.Artifact::name)
                                .collect(Collectors.joining(", ")));
    }
}
