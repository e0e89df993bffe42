/** Embeddings in process, by ONNX Runtime. */
@NullMarked
package dev.penstock.provider.onnx;

import org.jspecify.annotations.NullMarked;
