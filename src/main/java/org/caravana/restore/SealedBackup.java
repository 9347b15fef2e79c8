package org.caravana.restore;

/**
 * A backup at an encrypted target, as it shows without the identity: by the names of folders and objects alone.
 *
 * @param id the backup's
 * @param bytes what its own files and the packs that it needs take at the target, encrypted; packs are shared by a
 *     cycle's backups
 */
public record SealedBackup(String plan, String cycle, String id, long bytes) {}
