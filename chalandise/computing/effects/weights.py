"""Weights that are positive and sum to one, many problems at once: the quadratic programmes under synthetic controls.

Each problem is min ½ w'Hw − c'w on the simplex. A step moves weight from one coordinate to another, with the exact length of
the step: the pair is the steepest coordinate to raise and, among those that hold weight, the one that gains most (sequential
minimal optimisation: Fan, Chen & Lin, "Working set selection using second order information", JMLR 6, 2005, sec. 2). A step costs one
row of H, so a thousand problems advance together in a few array operations. Nothing is drawn: the same problem has the same answer.
"""
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def simplex(hessian: Floats, slope: Floats, allowed: Bools, ridge: Floats | None = None, *, steps: int = 400, tolerance: float = 1e-9) -> Floats:
    """Return the weights, one row a problem.

    Parameters
    ----------
    hessian : (n, n) shared by all problems, or (B, n, n); symmetric, positive semidefinite
    slope : (B, n), the vector c of each problem
    allowed : (B, n); a coordinate that is not allowed gets no weight. Each row allows at least one
    ridge : (B,), added to the diagonal of each problem; nothing by default
    steps : at most so many steps a problem; it may then stop short of `tolerance`
    tolerance : a problem stops when no move of weight lowers its objective faster than this times its diagonal's largest entry

    Returns
    -------
    (B, n) weights, each row positive and summing to 1.
    """
    own = hessian.ndim == 3
    weights = allowed / allowed.sum(1, keepdims=True)
    extra = np.zeros(len(slope)) if ridge is None else ridge
    diagonal = (np.einsum("bii->bi", hessian) if own else np.broadcast_to(np.diag(hessian), slope.shape)) + extra[:, None]
    g = (np.einsum("bij,bj->bi", hessian, weights) if own else weights @ hessian) + extra[:, None] * weights - slope
    limit = tolerance * np.maximum(diagonal.max(1), 1e-300)
    left, w, open_ = np.arange(len(slope)), weights.copy(), allowed
    for step in range(steps):
        line = np.arange(len(left))
        up = np.where(open_, g, np.inf).argmin(1)
        row = hessian[left, up] if own else hessian[up]
        row[line, up] += extra
        fall = np.where(w > 0, g - g[line, up][:, None], 0.0)
        bend = np.maximum(diagonal + diagonal[line, up][:, None] - 2 * row, 1e-12 * diagonal + 1e-300)
        down = (fall * fall / bend).argmax(1)
        length = np.minimum(fall[line, down] / bend[line, down], w[line, down])
        other = hessian[left, down] if own else hessian[down]
        other[line, down] += extra
        g = g + length[:, None] * (row - other)
        w[line, up] += length
        w[line, down] = np.where(length >= w[line, down], 0.0, w[line, down] - length)
        if step % 16 == 15 or step == steps - 1 or len(left) == 1:
            going = np.where(w > 0, g, -np.inf).max(1) - np.where(open_, g, np.inf).min(1) > limit
            weights[left] = w
            if not going.any():
                break
            if not going.all():
                left, w, g, open_, diagonal, limit, extra = (a[going] for a in (left, w, g, open_, diagonal, limit, extra))
    return weights / weights.sum(1, keepdims=True)


def published_walk(columns: Floats, target: Floats, ridge: float, tolerance: float, *, first: int = 100, then: int = 10_000) -> Floats:
    """Weights as the authors of synthetic DiD compute them: Frank-Wolfe, small weights set to zero once, Frank-Wolfe again.

    It stops short of the optimum where the objective is flat; it is here because printed figures come from it.

    Parameters
    ----------
    columns, target : (p, n) and (p,)
    ridge : penalty on the sum of squares of the weights
    tolerance : it stops when a step lowers the mean square by less
    """
    weights = np.full(columns.shape[1], 1 / columns.shape[1])
    for steps in (first, then):
        last = np.inf
        for _ in range(steps):
            error = columns @ weights - target
            slope = error @ columns + ridge * weights
            move = -weights
            move[slope.argmin()] += 1
            bend = ((columns @ move) ** 2).sum() + ridge * (move @ move)
            weights = weights + (min(1.0, max(0.0, -(slope @ move) / bend)) if bend > 0 else 0.0) * move
            value = (((columns @ weights - target) ** 2).sum() + ridge * (weights @ weights)) / len(target)
            if last - value <= tolerance:
                break
            last = value
        if steps == first:
            weights = np.where(weights <= weights.max() / 4, 0, weights)
            weights /= weights.sum()
    return weights
