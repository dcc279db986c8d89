// Our page around a SCORM 2004 package.
import { Scorm2004API } from "scorm-again/scorm2004/min";
import { numbers, playing, rows } from "../scorm.js";

playing({
  name: "API_1484_11",
  create: (settings) => new Scorm2004API(settings),
  // What the package has said, in the words of our API.
  said(api) {
    const { cmi } = api.renderCMIToJSONObject();
    return {
      completion_status: cmi.completion_status,
      success_status: cmi.success_status,
      measure: cmi.progress_measure,
      score: numbers(cmi.score),
      location: cmi.location,
      suspend_data: cmi.suspend_data,
      exit: cmi.exit,
      session_time: cmi.session_time,
      preferences: cmi.learner_preference,
      objectives: rows(cmi.objectives).map((row) => ({
        id: row.id, status: row.completion_status, success: row.success_status, measure: row.progress_measure,
        description: row.description, score: numbers(row.score),
      })),
      interactions: rows(cmi.interactions).map((row, number) => ({
        number, id: row.id, type: row.type, response: row.learner_response, result: row.result,
        weighting: row.weighting, latency: row.latency, description: row.description,
        correct: rows(row.correct_responses).map((one) => one.pattern),
      })),
    };
  },
  ending: (api) => {
    const request = api.adl?.nav?.request;
    return !request || request === "_none_" ? "" : request;
  },
});
