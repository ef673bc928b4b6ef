# fails: C
import numpy as np


def iou(a, b):
    lt = np.maximum(a[:, None, :2], b[:, :2])
    rb = np.minimum(a[:, None, 2:], b[:, 2:])
    wh = np.maximum(rb - lt, 0)
    inter = wh[..., 0] * wh[..., 1]
    area_a = np.prod(a[:, 2:] - a[:, :2], axis=1)
    area_b = np.prod(b[:, 2:] - b[:, :2], axis=1)
    return inter / np.maximum(area_a[:, None] + area_b - inter, 1e-12)


def nms(boxes, scores, classes, threshold):
    order = np.argsort(-scores, kind="stable")
    boxes, classes = boxes[order], classes[order]
    over = (iou(boxes, boxes) > threshold) & (classes[:, None] == classes)
    return order[~np.triu(over, 1).any(axis=0)].tolist()
