/** Off-site places: what each holds, and how objects travel there and back over Camel endpoints. */
package org.caravana.target;
