/** Which old cycles may go, place by place, and why others stay. Knows no Camel. */
package org.caravana.retention;
