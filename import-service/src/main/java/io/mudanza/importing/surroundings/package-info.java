/** What the platform of the node and its stores look like, for the infrastructure check. */
package io.mudanza.importing.surroundings;
