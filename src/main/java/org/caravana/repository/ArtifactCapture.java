package org.caravana.repository;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.BitSet;

/** An artifact being captured: its packs, its index and, of a directory, its file list. */
final class ArtifactCapture implements ArtifactStream.Ending {
    /** A longer file list, in bytes of its text, is cut and shared like an artifact. */
    static final int LARGE_LIST = 2 << 20;

    private final CycleWriter backup;
    private final String name;
    private final PackList packs;
    private final PackFinisher finisher;
    private final PackWriter packWriter;
    private final IndexSpool places;
    private final FileListSpool files;
    private final BitSet needed = new BitSet();
    private long stored;

    ArtifactCapture(CycleWriter backup, String name, boolean listed, PackList packs, PackFinisher finisher)
            throws IOException {
        this.backup = backup;
        this.name = name;
        this.packs = packs;
        this.finisher = finisher;
        packWriter = new PackWriter(backup.packFolder(), name, packs, finisher);
        places = new IndexSpool(spool("index"));
        files = listed ? new FileListSpool(spool("files")) : null;
    }

    ArtifactRecorder recorder(ChunkIndex index) {
        return new ArtifactRecorder(index, packWriter, places, files);
    }

    @Override
    public void finish() throws IOException {
        try (places;
                files) {
            packWriter.finish();
            places.writeTo(path(Names.INDEX), packs);
            needed.or(places.packs());
            stored = packWriter.finishedBytes();
            if (files != null) {
                writeFileList();
            }
            finisher.drain();
        } finally {
            packWriter.discard();
        }
    }

    /** What is stored already may be shared by artifacts to come, so its pack is ended well if it can be. */
    @Override
    public void giveUp() throws IOException {
        try (places;
                files) {
            if (backup.sound()) {
                packWriter.finish();
            }
        } finally {
            packWriter.discard();
        }
    }

    BitSet needed() {
        return needed;
    }

    Manifest.Artifact describe(String source, String format) {
        long entries = files == null ? 0 : files.entries();
        long noted = files == null ? 0 : files.noted();
        return new Manifest.Artifact(name, source, format, places.plain(), stored, entries, noted);
    }

    private void writeFileList() throws IOException {
        try (InputStream text = files.open(packs)) {
            byte[] head = text.readNBytes(LARGE_LIST + 1);
            if (head.length <= LARGE_LIST) {
                try (ZstdFile out = ZstdFile.create(path(Names.FILES + ".zst"))) {
                    out.write(head);
                    out.commit();
                }
            } else {
                storeFileList(new SequenceInputStream(new ByteArrayInputStream(head), text));
            }
        }
    }

    private void storeFileList(InputStream text) throws IOException {
        ArtifactCapture list = new ArtifactCapture(backup, name + Names.FILES, false, packs, finisher);
        try (ArtifactWriter writer = backup.stream(list, list, null, Cutter.NORMAL_OF_LISTS)) {
            writer.stream(Channels.newChannel(text));
        }
        needed.or(list.needed);
        stored += list.stored;
    }

    private Path spool(String what) {
        return backup.folder().resolve(name + "." + what + ".spool" + SafeFile.PART);
    }

    private Path path(String suffix) {
        return backup.folder().resolve(name + suffix);
    }
}
