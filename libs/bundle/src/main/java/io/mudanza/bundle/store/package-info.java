/** Where the parts of a bundle are kept, how they are compressed and checked, and the feed file beside them. */
package io.mudanza.bundle.store;
