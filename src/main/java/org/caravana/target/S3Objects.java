package org.caravana.target;

import java.util.Map;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** What the routes to a bucket need to know about S3. */
public final class S3Objects {

    /** Metadata that a put carries; the client's interceptor makes the request's checksum of it. */
    public Map<String, String> metadata(String sha256) {
        return Map.of(S3Checksum.SHA256, sha256);
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
