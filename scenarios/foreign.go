package scenarios

// foreign bounds the fields of other packages, which know nothing of files: by the
// name of the type and of the field. What is neither here nor tagged is 0 to
// 1,000,000,000, a duration 0s to ten years.
var foreign = map[string]bounds{
	"Station.Workers": {least: "1", most: "1000000", word: "unlimited auto", scaled: true},
	"Station.Mailbox": {least: "1", most: "1000000000", word: "unlimited", scaled: true},

	"Timeouts.Browser":  wait,
	"Timeouts.Web":      wait,
	"Timeouts.Payment":  wait,
	"Timeouts.Bank":     wait,
	"Timeouts.Stock":    wait,
	"Timeouts.Quote":    wait,
	"Timeouts.Dispatch": wait,
	"Timeouts.Mail":     wait,

	"Population.Customers":  {least: "1", most: "100000000", scaled: true},
	"Population.AttackRate": fraction,

	"Catalog.SKUs":     {least: "1", most: "1000000"},
	"Catalog.Lines":    {least: "1", most: "12"},
	"Catalog.Again":    {least: "0", most: "0.99"},
	"Catalog.Choice":   {least: "1", most: "100"},
	"Catalog.HotShare": fraction,

	"CustomerRules.BrowsePages":      {least: "1", most: "1000"},
	"CustomerRules.Clicks":           {least: "1", most: "100"},
	"CustomerRules.DoubleClick":      fraction,
	"CustomerRules.LeaveIfGone":      fraction,
	"CustomerRules.AcceptDate":       fraction,
	"CustomerRules.TryAnotherCard":   fraction,
	"CustomerRules.AbandonChallenge": fraction,
	"CustomerRules.PassChallenge":    fraction,
	"CustomerRules.Home":             fraction,
	"CustomerRules.Return":           fraction,
	"CustomerRules.Dispute":          fraction,
	"CustomerRules.FraudDispute":     fraction,

	"OrderRules.Patience":     wait,
	"OrderRules.LongestPause": wait,
	"OrderRules.GiveUp":       {least: "1", most: "1000000"},
	"OrderRules.DamagedShare": fraction,

	"PaymentRules.Asks":   {least: "0", most: "7"},
	"SagaRules.Reconcile": {least: "0s", most: "30d"},

	"StockRules.OrdersPerDay": {least: "1", most: "1000000000", scaled: true},
	"StockRules.Gone":         fraction,
	"StockRules.ServiceLevel": {least: "0.01", most: "0.9999"},
	"StockRules.HoldingRate":  {least: "0.001", most: "10"},
	"StockRules.CountAt":      timeOfDay,
	"StockRules.WriteTries":   tries,

	"Levels.Initial":   inStock,
	"Levels.ReorderAt": inStock,
	"Levels.UpTo":      inStock,
	"Levels.Lot":       inStock,

	"SupplierRules.Confidence": fraction,
	"SupplierRules.Refused":    fraction,
	"SupplierRules.Short":      fraction,
	"SupplierRules.Revised":    fraction,

	"MerchantRules.Challenge": fraction,

	"Thresholds.Review":  fraction,
	"Thresholds.Block":   fraction,
	"FraudRules.Finds":   fraction,
	"FraudRules.Accepts": fraction,

	"BankRules.Short":     fraction,
	"BankRules.Decline":   fraction,
	"BankRules.SettleAt":  timeOfDay,
	"BankRules.FeeRate":   {least: "0", most: "10000"},
	"BankRules.Won":       fraction,
	"DeclineShare.Weight": {least: "0", most: "1000000000"},

	"WarehouseRules.Opens":   timeOfDay,
	"WarehouseRules.Closes":  timeOfDay,
	"WarehouseRules.Pickers": {least: "1", most: "10000000", word: "auto", scaled: true},
	"WarehouseRules.Desks":   {least: "1", most: "1000000", scaled: true},
	"WarehouseRules.Lane":    {least: "1", most: "1000000"},
	"WarehouseRules.AsNew":   fraction,
	"WarehouseRules.Absent":  fraction,

	"CarrierRules.Runs":         timeOfDay,
	"CarrierRules.Trucks":       {least: "1", most: "10000000", scaled: true},
	"CarrierRules.Parcels":      {least: "1", most: "1000000"},
	"CarrierRules.Late":         fraction,
	"CarrierRules.Lost":         fraction,
	"CarrierRules.Damaged":      fraction,
	"CarrierRules.WrongAddress": fraction,
	"CarrierRules.From":         timeOfDay,
	"CarrierRules.Till":         timeOfDay,
	"CarrierRules.Attempts":     tries,

	"MailRules.Bounce": fraction,
	"MailRules.Full":   fraction,

	"Repeat.Pause":   {least: "1s", most: "3650d"},
	"Repeat.Longest": {least: "1s", most: "3650d"},
	"Repeat.Times":   {least: "0", most: "1000000"},

	"Config.Policies": {adds: true},

	"Fault.Type":        {unit: faultUnit, needed: true, example: "drop_response"},
	"Fault.Name":        {unit: nameUnit},
	"Fault.Probability": fraction,
	"Fault.Share":       fraction,
	"Fault.Rate":        {least: "0", most: "1000000"},
	"Fault.Factor":      {least: "0", most: "1000000"},
	"Fault.Offset":      {least: "-3650d", most: "3650d"},
	"Fault.Drift":       {least: "-1", most: "1000"},
}

// What several fields have in common.
var (
	fraction  = bounds{least: "0", most: "1"} // a part of a whole
	tries     = bounds{least: "1", most: "100"}
	inStock   = bounds{least: "0", most: "1000000000", scaled: true}
	wait      = bounds{least: "1ms", most: "3650d"}
	timeOfDay = bounds{least: "0s", most: "1d", unit: clock}
)
