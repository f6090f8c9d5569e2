package sim

// Assign gives an actor of a world that is made a discipline.
func Assign(w *World, id ActorID, discipline func() Discipline) {
	w.actors[id].Discipline = discipline
	w.actors[id].assign()
}
