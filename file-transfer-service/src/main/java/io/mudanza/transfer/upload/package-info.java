/** Uploads that can be continued: segments that become visible only when their digest fits. */
package io.mudanza.transfer.upload;
