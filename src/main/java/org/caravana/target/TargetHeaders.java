package org.caravana.target;

/** Names of the headers by which the routes of a target are asked for something; see {@code docs/targets.md}. */
public final class TargetHeaders {

    /** A target's name, for the routes that serve all targets. */
    public static final String TARGET = "CaravanaTarget";
    /** An object's path, relative to the target's root. */
    public static final String OBJECT = "CaravanaObject";
    /** SHA-256 of what is sent, 64 hex digits. */
    public static final String SHA256 = "CaravanaSha256";
    /** Bytes of what is sent. */
    public static final String SIZE = "CaravanaSize";
    /** Until when it is wanted for certain, as ISO 8601 in UTC; absent if nobody knows. */
    public static final String KEEP_UNTIL = "CaravanaKeepUntil";
    /** The local file that a fetched object is written into. */
    public static final String INTO = "CaravanaInto";
    /** A folder's path, relative to the target's root. */
    public static final String FOLDER = "CaravanaFolder";
    /** Set by a put where the server itself compared what arrived; else the object is read back. */
    public static final String VERIFIED = "CaravanaVerified";

    /** What {@link #VERIFIED} says where it compared the SHA-256. */
    public static final String HASHED = "HASHED";

    /** What {@link #VERIFIED} says where its MD5 is that of what was sent. */
    public static final String HASHED_MD5 = "HASHED-MD5";

    static boolean isHashed(String verified) {
        return HASHED.equals(verified) || HASHED_MD5.equals(verified);
    }

    /** With a put over SFTP: the command that computes a file's SHA-256 at the server; empty where there is none. */
    public static final String HASH_COMMAND = "CaravanaHashCommand";

    /** Set by a list: the paths of what puts that were cut off left in the folder, as a {@code List}. */
    public static final String LEFT = "CaravanaLeft";

    /**
     * Set by a list of the root where a {@link WriteProbe} lies there: when it was written by the target's own clock, in
     * milliseconds since 1970, as a {@code Long}.
     */
    public static final String PROBE_WRITTEN = "CaravanaProbeWritten";

    private TargetHeaders() {}
}
