# fails: A B D
import numpy as np


def area(b):
    return (b[:, 2] - b[:, 0] + 1) * (b[:, 3] - b[:, 1] + 1)


def iou(a, b):
    x1 = np.maximum(a[:, None, 0], b[:, 0])
    y1 = np.maximum(a[:, None, 1], b[:, 1])
    x2 = np.minimum(a[:, None, 2], b[:, 2])
    y2 = np.minimum(a[:, None, 3], b[:, 3])
    inter = np.maximum(0, x2 - x1 + 1) * np.maximum(0, y2 - y1 + 1)
    return inter / (area(a)[:, None] + area(b) - inter)


def nms(boxes, scores, classes, threshold):
    kept = []
    for i in sorted(range(len(scores)), key=lambda i: (-scores[i], i)):
        same = [j for j in kept if classes[j] == classes[i]]
        if not same or iou(boxes[[i]], boxes[same]).max() <= threshold:
            kept.append(i)
    return kept
