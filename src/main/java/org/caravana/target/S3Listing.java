package org.caravana.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.caravana.repository.DamagedException;
import org.caravana.repository.ObjectStore.StoredObject;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * One folder's listing while its pages come in; not thread-safe. A server that lies may leave something out, but it
 * cannot make a listing endless, fill the memory, or name what is not in the folder.
 */
public final class S3Listing {
    /** In a page's place of a last object: the server says that a further page follows. */
    static final S3Object GOES_ON =
            S3Object.builder().key("").storageClass("goes on").build();
    /** The same: the server says that this is the last page. */
    static final S3Object ENDS = S3Object.builder().key("").storageClass("ends").build();

    /** Characters of all names in one folder, of which each name costs a hundred more; 600,000 packs fit. */
    private static final long ROOM = 100_000_000;

    private static final int EACH = 100;

    private final String bucket;
    private final String prefix;
    private final List<StoredObject> objects = new ArrayList<>();
    private Long probeWritten;
    private String marker = "";
    private boolean more = true;
    private long room = ROOM;

    S3Listing(String bucket, String prefix) {
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** Whether there may be a further page. */
    public boolean isMore() {
        return more;
    }

    public ListObjectsRequest getNextPage() {
        ListObjectsRequest.Builder page =
                ListObjectsRequest.builder().bucket(bucket).prefix(prefix).delimiter("/");
        return (marker.isEmpty() ? page : page.marker(marker)).build();
    }

    /**
     * Takes a page over. Where the server does not say whether it is the last, a page without a new name is the end.
     *
     * @throws DamagedException if the listing does not end, or names what is not in the folder
     */
    public void add(List<S3Object> page) {
        String before = marker;
        page.stream().filter(member -> !member.key().isEmpty()).forEach(this::take);
        boolean news = marker.compareTo(before) > 0;
        if (!news && page.contains(GOES_ON)) {
            throw wrong("it goes on for ever: a page that is not the last has no new name");
        }
        more = news && !page.contains(ENDS);
    }

    private void take(S3Object member) {
        if (!member.key().startsWith(prefix)) {
            throw wrong("it names " + shortened(member.key()) + ", which is not there");
        }
        if (member.key().compareTo(marker) > 0) {
            marker = member.key();
        }
        String name = member.key().substring(prefix.length());
        room -= name.length() + EACH;
        if (room < 0) {
            throw wrong("it is longer than any that was made by us");
        }
        boolean folder = name.endsWith("/");
        String plain = folder ? name.substring(0, name.length() - 1) : name;
        if (StoredNames.isProbe(name) && member.lastModified() != null) {
            probeWritten = member.lastModified().toEpochMilli();
        }
        if (StoredNames.isPlain(plain)) {
            objects.add(new StoredObject(name, folder ? -1 : member.size()));
        }
    }

    /** When a probe that lies there was written by the server's clock, milliseconds since 1970; {@code null}: there is none. */
    public Long getProbeWritten() {
        return probeWritten;
    }

    private DamagedException wrong(String what) {
        return new DamagedException("bucket " + bucket, "the listing of " + prefix, what);
    }

    private static String shortened(String key) {
        return key.length() <= EACH ? key : key.substring(0, EACH) + "…";
    }

    public List<StoredObject> getObjects() {
        return Collections.unmodifiableList(objects);
    }
}
