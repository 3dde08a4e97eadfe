using System.Diagnostics;

namespace Marketplace.Routing.Search;

/// <summary>
/// Takes stops that are near each other out of a plan and inserts them again, some hundred thousand times, and keeps what came of it when
/// it is better, or, by simulated annealing, not much worse. It cools down in rounds, each twice as long as the one before and begun
/// with the best plan, so that it may be ended at any time.
/// </summary>
public sealed class RuinAndRecreate : IRouteSolver
{
    /// <summary>Steps of the first round, for each stop.</summary>
    const int FirstRoundPerStop = 200;

    /// <summary>Temperatures at the begin and the end of a round, in average arcs.</summary>
    const double Hot = 3;

    const double Cold = 0.005;

    /// <summary>Between two looks at the clock.</summary>
    const int StepsPerLook = 64;

    static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(250);

    public RoutePlan Solve(RoutingProblem problem, SolverLimits limits, IProgress<SolverProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfNegative(limits.Steps);
        var data = new SearchData(problem);
        var state = new SearchState(data);
        if (data.Servable.Count > 0)
        {
            new Run(data, state, limits, progress, ct).Search();
        }

        return PlanWriter.Write(data, state);
    }

    sealed class Run
    {
        readonly SearchData _data;
        readonly SearchState _state;
        readonly SearchRandom _random;
        readonly Ruin _ruin;
        readonly Recreate _recreate;
        readonly SolverLimits _limits;
        readonly IProgress<SolverProgress>? _progress;
        readonly CancellationToken _ct;
        readonly long _began = Stopwatch.GetTimestamp();
        TimeSpan _toldAt = -ProgressEvery;
        int[][] _best = [];
        long _bestCost = long.MaxValue;
        int _bestLeftOut;
        long _steps;

        public Run(
            SearchData data, SearchState state, SolverLimits limits, IProgress<SolverProgress>? progress, CancellationToken ct)
        {
            (_data, _state, _limits, _progress, _ct) = (data, state, limits, progress, ct);
            _random = new SearchRandom(limits.Seed);
            _ruin = new Ruin(data, state, _random);
            _recreate = new Recreate(data, state, _random);
        }

        public void Search()
        {
            _recreate.InsertAll();
            _state.BeginStep();
            RememberBest();
            for (long round = (long)FirstRoundPerStop * _data.StopCount; _steps < _limits.Steps && !IsOver(); round *= 2)
            {
                Anneal(Math.Min(round, _limits.Steps - _steps));
                _state.Restore(_best);
            }

            // What a blink passed over may still be inserted.
            _recreate.InsertAll();
        }

        void Anneal(long steps)
        {
            var scale = AverageArc();
            var factor = Math.Pow(Cold / Hot, 1.0 / steps);
            var temperature = Hot * scale;
            for (long step = 0; step < steps; step++)
            {
                if (_steps % StepsPerLook == 0 && IsOver())
                {
                    return;
                }

                _steps++;
                var before = _state.Cost;
                var absent = _state.Absent.Count;
                _ruin.Step();
                _recreate.Step(absent);
                if (_state.Cost < before - temperature * Math.Log(1 - _random.Unit()))
                {
                    _state.BeginStep();
                    if (_state.Cost < _bestCost)
                    {
                        RememberBest();
                    }
                }
                else
                {
                    _state.UndoStep();
                }

                temperature *= factor;
            }
        }

        double AverageArc()
        {
            var (cost, arcs) = (0.0, 1);
            foreach (var tour in _state.Tours.Where(tour => tour.Count > 0))
            {
                cost += tour.Cost - tour.FixedCost;
                arcs += tour.Count + 1;
            }

            return Math.Max(1, cost / arcs);
        }

        void RememberBest()
        {
            _bestCost = _state.Cost;
            _bestLeftOut = _state.Absent.Count;
            _best = _state.Copy();
        }

        bool IsOver()
        {
            _ct.ThrowIfCancellationRequested();
            var elapsed = Stopwatch.GetElapsedTime(_began);
            if (_progress is not null && elapsed - ProgressEvery >= _toldAt)
            {
                _toldAt = elapsed;
                var tours = _best.Count(stops => stops.Length > 0);
                _progress.Report(new SolverProgress(_steps, elapsed, _bestCost, tours, _bestLeftOut));
            }

            return elapsed >= _limits.Time;
        }
    }
}
