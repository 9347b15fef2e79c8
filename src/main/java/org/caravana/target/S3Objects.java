package org.caravana.target;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What the routes to a bucket need to know about S3. */
public final class S3Objects {

    /** What servers confirmed when they answered a put, until the route asks: TARGET, a space, the key. */
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();

    /**
     * Metadata that a put carries; the client's interceptors make the request's checksum and lock of it.
     *
     * @param keepUntil ISO 8601; {@code null} or empty if nobody knows
     */
    public Map<String, String> metadata(String sha256, String keepUntil) {
        Map<String, String> metadata = new HashMap<>(Map.of(S3Checksum.SHA256, sha256));
        if (keepUntil != null && !keepUntil.isEmpty()) {
            metadata.put(S3ObjectLock.KEEP_UNTIL, keepUntil);
        }
        return metadata;
    }

    void confirm(String target, String key) {
        confirmed.add(target + " " + key);
    }

    /** Whether the answer to the put already told that the server has the SHA-256 that was sent; asked once for each put. */
    public boolean confirmed(String target, Map<String, Object> headers) {
        return confirmed.remove(target + " " + headers.get("CamelAwsS3Key"));
    }

    /** Begins the listing of a folder below a prefix. */
    public S3Listing listing(String bucket, String prefix, String folder) {
        return new S3Listing(bucket, key(prefix, folder.isEmpty() ? "" : folder + "/"));
    }

    /** An object's key in the bucket. @param prefix with or without a slash at its end, or empty */
    public String key(String prefix, String object) {
        return prefix.isEmpty() || prefix.endsWith("/") ? prefix + object : prefix + "/" + object;
    }

    /** Notes {@code CaravanaVerified} if the server holds as many bytes, and its own SHA-256 is the one that was sent. */
    public void confirm(HeadObjectResponse stored, Map<String, Object> headers) {
        String sent = S3Checksum.base64((String) headers.get(TargetHeaders.SHA256));
        if (sent.equals(stored.checksumSHA256())
                && headers.get(TargetHeaders.SIZE).equals(stored.contentLength())) {
            headers.put(TargetHeaders.VERIFIED, "HASHED");
        }
    }
}
