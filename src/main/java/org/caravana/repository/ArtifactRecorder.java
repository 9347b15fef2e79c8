package org.caravana.repository;

import java.io.IOException;

/**
 * Writes an artifact's batches down in order: frames into packs, places into its index, entries into its file list.
 * Called by the pipeline's recorder thread; after a drain, by the reader.
 */
final class ArtifactRecorder {
    private final ChunkIndex index;
    private final PackWriter packs;
    private final IndexSpool places;
    private final FileListSpool files;
    private final RangeList open = new RangeList();

    ArtifactRecorder(ChunkIndex index, PackWriter packs, IndexSpool places, FileListSpool files) {
        this.index = index;
        this.packs = packs;
        this.places = places;
        this.files = files;
    }

    void record(Batch batch) throws IOException {
        for (Step step : batch.steps) {
            if (step instanceof Chunk chunk) {
                open.add(place(batch, chunk));
            } else if (step instanceof Step.Entry entry) {
                files.add(entry.entry(), open.ranges());
                keep();
            } else if (step instanceof UnchangedRun run) {
                for (Range range : run.ranges()) {
                    places.add(range);
                }
                files.add(run);
            } else if (step == Step.Mark.KEEP) {
                keep();
            } else {
                open.clear();
            }
        }
        packs.flush();
    }

    private void keep() throws IOException {
        for (Range range : open.ranges()) {
            places.add(range);
        }
        open.clear();
    }

    private Range place(Batch batch, Chunk chunk) throws IOException {
        if (chunk.kind != PackDescription.CONTENT) {
            return packs.append(batch.frames, chunk);
        }
        // Between the worker's look-up and now the same content may have been stored by a chunk ahead in the stream.
        int known = chunk.known >= 0 ? chunk.known : index.find(chunk.sha256);
        if (known >= 0) {
            return index.place(known);
        }
        Range place = packs.append(batch.frames, chunk);
        index.add(chunk.sha256, place);
        return place;
    }
}
