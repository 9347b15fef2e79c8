package org.caravana.archive;

import org.caravana.CaravanaException;

/** An entry of a tar would have touched something outside the directory that it is unpacked into. */
public final class UnsafeEntryException extends CaravanaException {
    private static final long serialVersionUID = 1L;

    private final String entry;
    private final long position;

    /**
     * @param entry its name, for people
     * @param position of its header, bytes from the stream's beginning
     * @param why what is wrong with it
     */
    public UnsafeEntryException(String entry, long position, String why) {
        super(
                "the tar entry " + entry + " at byte " + position + " " + why,
                "this archive was not made by a backup of a directory, or was tampered with: do not trust it");
        this.entry = entry;
        this.position = position;
    }

    public String entry() {
        return entry;
    }

    public long position() {
        return position;
    }
}
