package dashboard

import (
	"sync"

	"buynow/scenarios"
)

// scenariosOffered are the scenarios that a page can choose from.
var scenariosOffered = sync.OnceValue(func() (offered []entry) {
	list, err := scenarios.List("scenarios")
	if err != nil {
		panic("dashboard: " + err.Error()) // there is such a list
	}
	for _, e := range list {
		offered = append(offered, entry{Name: e.Name, Title: e.Name, Text: e.Text})
	}
	return offered
})
