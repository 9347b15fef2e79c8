package org.caravana.archive;

/**
 * How a tar is unpacked.
 *
 * @param overwrite whether files and links that are there already are replaced; directories never are
 * @param whole whether the stream must end with a tar's end mark; a choice of entries has none
 */
public record UnpackOptions(boolean overwrite, boolean whole) {

    /** A whole archive into a place where nothing is in its way. */
    public static final UnpackOptions WHOLE = new UnpackOptions(false, true);
}
