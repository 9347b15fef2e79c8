package org.caravana.target;

import java.io.File;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.utils.Md5Utils;

/** What the routes to a bucket need to know about S3. */
public final class S3Objects {
    private static final String CONTENT_MD5 = "CamelAwsS3ContentMD5";
    private static final String ETAG = "CamelAwsS3ETag";

    /** What an ETag is where it is one, by custom: a bucket that encrypts with keys of its own gives others. */
    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");

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

    /**
     * What the answer to the put already proved: {@code HASHED}, or {@code HASHED-MD5} where its ETag is the file's MD5;
     * {@code null}: nothing. Asked once for each put.
     *
     * @param etag the target's setting: {@code none} believes no ETag
     * @param sent what was put
     */
    public String compared(String target, String etag, File sent, Map<String, Object> headers) throws IOException {
        if (confirmed.remove(target + " " + headers.get("CamelAwsS3Key"))) {
            return TargetHeaders.HASHED;
        }
        return !etag.equals("none") && isMd5(headers, sent) ? TargetHeaders.HASHED_MD5 : null;
    }

    /** The file is read once more only where no SHA-256 came, and the ETag could be an MD5. */
    private static boolean isMd5(Map<String, Object> headers, File file) throws IOException {
        String etag = Objects.toString(headers.get(ETAG), "").replace("\"", "");
        if (!MD5.matcher(etag).matches()) {
            return false;
        }
        String known = (String) headers.get(CONTENT_MD5);
        String md5 = known == null ? Md5Utils.md5AsBase64(file) : known;
        return md5.equals(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(etag)));
    }

    /**
     * A file's MD5 in Base64, which the server compares with what arrives.
     *
     * @param etag the target's setting; {@code null} is given back where it is not {@code md5}
     */
    public String contentMd5(String etag, File body) throws IOException {
        return etag.equals("md5") ? Md5Utils.md5AsBase64(body) : null;
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
            headers.put(TargetHeaders.VERIFIED, TargetHeaders.HASHED);
        }
    }
}
