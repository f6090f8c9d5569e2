package actors

// Lines lists who calls whom, as "merchant -> bank": the lines that a policy can be
// about. What is only told, without an answer, goes over none.
func Lines() []string {
	return []string{
		"customer -> web", "customer -> truck",
		"web -> order-manager", "web -> stock-db",
		"order-manager -> stock-db", "order-manager -> merchant", "order-manager -> warehouse", "order-manager -> mail",
		"order-manager -> truck",
		"stock-db -> manufacturer", "stock-db -> wholesaler",
		"merchant -> fraud", "merchant -> bank", "merchant -> order-manager",
		"warehouse -> truck", "warehouse -> stock-db", "warehouse -> order-manager", "warehouse -> mail",
		"truck -> customer", "truck -> warehouse", "truck -> order-manager",
	}
}
