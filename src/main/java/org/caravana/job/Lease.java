package org.caravana.job;

import java.time.Instant;

/**
 * A node's right to work on a job or a copy; every later write carries its token.
 *
 * @param node the node that holds it
 * @param token unique to this lease; a write with another's token changes nothing
 * @param until when it ends unless it is renewed
 */
public record Lease(String node, String token, Instant until) {}
