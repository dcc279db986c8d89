// Our page around a SCORM 1.2 package.
import { Scorm12API } from "scorm-again/scorm12/min";
import { numbers, playing, rows } from "../scorm.js";

playing({
  name: "API",
  create: (settings) => new Scorm12API(settings),
  // What the package has said, in the words of our API.
  said(api) {
    const { cmi } = api.renderCMIToJSONObject();
    const { core } = cmi;
    return {
      lesson_status: core.lesson_status,
      score: numbers(core.score),
      location: core.lesson_location,
      suspend_data: cmi.suspend_data,
      exit: core.exit,
      session_time: core.session_time,
      preferences: cmi.student_preference,
      objectives: rows(cmi.objectives).map((row) => ({ id: row.id, status: row.status, score: numbers(row.score) })),
      interactions: rows(cmi.interactions).map((row, number) => ({
        number, id: row.id, type: row.type, response: row.student_response, result: row.result,
        weighting: row.weighting, latency: row.latency, correct: rows(row.correct_responses).map((one) => one.pattern),
      })),
    };
  },
  ending: (api) => (api.nav?.event === "continue" ? "continue" : api.nav?.event === "previous" ? "previous" : ""),
});
