package org.caravana.job;

import java.util.List;

/**
 * What a capture brought.
 *
 * @param backup the backup's id
 * @param complete whether it holds all that the plan promises; if not, the job can end no better than PARTIAL
 * @param summary what was captured, for the events
 * @param sizes of the sources that were captured
 */
public record Captured(String backup, boolean complete, String summary, List<SourceSize> sizes) {

    public Captured {
        sizes = List.copyOf(sizes);
    }
}
