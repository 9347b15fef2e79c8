package org.caravana.target;

/**
 * An object that a target is known to hold.
 *
 * @param name its path at the target
 * @param sha256 what it must be there, in hex
 * @param size bytes there
 * @param compared whether it was compared whole since it was sent
 */
public record HeldObject(String name, String sha256, long size, boolean compared) {}
