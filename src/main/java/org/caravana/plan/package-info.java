/** What to back up, when, where to, and how long to keep it. Knows no Camel. */
package org.caravana.plan;
