package org.caravana.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.caravana.repository.ObjectStore.StoredObject;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One folder's listing while its pages come in; not thread-safe. */
public final class S3Listing {
    private final String bucket;
    private final String prefix;
    private final List<StoredObject> objects = new ArrayList<>();
    private Long probeWritten;
    private String marker = "";
    private boolean more = true;

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

    /** Takes a page over; an empty one is the end. */
    public void add(List<S3Object> page) {
        more = false;
        for (S3Object member : page) {
            // a page that brings nothing new would be asked for again and again
            if (member.key().compareTo(marker) > 0) {
                marker = member.key();
                more = true;
            }
        }
        page.forEach(this::take);
    }

    private void take(S3Object member) {
        String name = member.key().substring(prefix.length());
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

    public List<StoredObject> getObjects() {
        return Collections.unmodifiableList(objects);
    }
}
