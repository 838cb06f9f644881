
  def sparse_adam(self: __torch__.Twin, w: Tensor, m: Tensor, v: Tensor, gradient: Tensor, rate: float, root: float) -> Tensor:
    g = torch.coalesce(gradient)
    indices = torch._indices(g)
    values = torch._values(g)
    size = torch.size(g)
    old_m = torch._values(torch.sparse_mask(m, g))
    more_m = torch.mul_(torch.sub(values, old_m), BETA1_REST)
    torch.add_(m, torch.sparse_coo_tensor(indices, more_m, size))
    old_v = torch._values(torch.sparse_mask(v, g))
    more_v = torch.mul_(torch.sub_(torch.pow(values, 2), old_v), BETA2_REST)
    torch.add_(v, torch.sparse_coo_tensor(indices, more_v, size))
    numerator = torch.add_(more_m, old_m)
    denominator = torch.add_(torch.sqrt_(torch.add_(more_v, old_v)), EPSILON)
    change = torch.mul(torch.div_(numerator, denominator), torch.neg(rate / root))
    torch.add_(w, torch.sparse_coo_tensor(indices, change, size))
    return w

  def row_adam(self: __torch__.Twin, w: Tensor, m: Tensor, v: Tensor, gradient: Tensor, rate: float, root: float) -> Tensor:
    g = torch.coalesce(gradient)
    rows = torch.select(torch._indices(g), 0, 0)
    values = torch._values(g)
    new_m = torch.add_(torch.mul_(torch.index_select(m, 0, rows), BETA1), values, alpha=BETA1_REST)
    new_v = torch.addcmul_(torch.mul_(torch.index_select(v, 0, rows), BETA2), values, values, value=BETA2_REST)
    torch.index_copy_(m, 0, rows, new_m)
    torch.index_copy_(v, 0, rows, new_v)
    denominator = torch.add_(torch.mul_(torch.sqrt_(new_v), root), EPSILON)
    torch.index_add_(w, 0, rows, torch.div_(new_m, denominator), alpha=torch.neg(rate))
    return w
