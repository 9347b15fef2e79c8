/** The repository, format version 1: chunks, packs, indexes, manifests and cycles. Knows no Camel. */
package org.caravana.repository;
